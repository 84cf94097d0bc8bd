namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>What the load tester checks, against services that keep their word and such as don't.</summary>
public sealed class CheckTests
{
    private const string Brief = "revoke-storm --sessions 40 --concurrency 4 --duration 300ms --warmup 0s --limited 40";

    [Theory]
    [Rule("G1"), Rule("G2"), Rule("G3"), Rule("G5")]
    [InlineData("bearer", Lapse.None, "G1, G3 and G5 hold on what was done", "that somebody did.")]
    [InlineData("dpop", Lapse.None, "G1, G2, G3 and G5 hold on what was done", " replays of proofs were refused.")]
    [InlineData("dpop", Lapse.WantsNonces, "G1, G2, G3 and G5 hold on what was done", " replays of proofs were refused.")]
    [InlineData("mtls", Lapse.None, "G1, G3 and G5 hold on what was done", "that somebody did.")]
    public async Task A_service_that_keeps_its_word_passes(string possession, Lapse lapse, string beginning, string end)
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(lapse), $"{Brief} --possession {possession}");

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Output));
        Assert.Contains($"Possession: {possession}: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));
        Assert.Matches("\nvalidate +accepted ", run.Output);
    }

    [Fact]
    [Rule("G2"), Rule("L1")]
    public async Task A_proof_that_is_accepted_twice_is_told_and_the_exit_code_is_1()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.AcceptsReplays), $"{Brief} --possession dpop");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("G2 violated: a proof of session ", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [Rule("G1"), Rule("G3"), Rule("G5"), Rule("A9")]
    [InlineData(Lapse.AcceptsEndedSessions, "G1 violated: session ", " ms ago).")]
    [InlineData(Lapse.RefusesLiveSessions, "G3 violated: session ", " was acknowledged, nobody ended it, and it was refused as Revoked.")]
    [InlineData(Lapse.ForgetsSessions, "G3 violated: session ", " was acknowledged, and a revocation did not find it.")]
    [InlineData(Lapse.ExceedsLimits, "G5 violated: session ", " was accepted 25 times; its use limit is 24.")]
    [InlineData(Lapse.OverstatesUses, "G5 violated: session ", " uses are left; its use limit is 24.")]
    public async Task A_violation_is_told_and_the_exit_code_is_1(Lapse lapse, string beginning, string end)
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(lapse), Brief);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("A9")]
    public async Task A_forged_token_that_is_accepted_is_told_and_the_exit_code_is_1()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.AcceptsForgeries), "forged-flood --sessions 4 --concurrency 2 --duration 300ms --warmup 0s");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("A9 violated: a token with a forged tag was accepted.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("G6")]
    public async Task Answers_that_are_lost_are_errors_and_no_violations()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.LosesAnswers), Brief);

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("unavailable: Fence", run.Output, StringComparison.Ordinal);
        Assert.Contains("sessions were without service for a time", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("errors<30%", 1)]
    [InlineData("errors<99%", 0)]
    [InlineData("throughput>1", 0)]
    [InlineData("throughput>900000000", 1)]
    [InlineData("p99<10m,max<20m", 0)]
    [InlineData("p50>0us,p90>0us,p99.9>0us", 0)]
    [InlineData("p50<0us", 1)]
    [InlineData("outage<10m", 0)]
    [InlineData("outage<0s", 1)]
    [InlineData("present-forged.p99<10m", 1)]
    public async Task A_requirement_that_is_missed_makes_the_exit_code_1(string requirement, int exitCode)
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.LosesAnswers), $"{Brief} --require {requirement}");

        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(exitCode == 0 ? ", met" : ", missed", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_answers_is_not_taken_for_checked()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.FallsSilent), $"{Brief} --patience 50ms");

        Assert.Equal(3, run.ExitCode);
        Assert.Contains("could not be checked: nobody answered.", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_establishes_nothing_ends_the_run_with_a_sentence()
    {
        var refused = await LoadCommand.RunAsync(new ModelTarget(Lapse.Refuses), Brief);
        var silent = await LoadCommand.RunAsync(new ModelTarget(Lapse.AnswersNobody), $"{Brief} --patience 0s");

        Assert.Equal((2, "The service refuses to establish a session of class 'interactive' for audience 'orders': There is no such class.\n"), (refused.ExitCode, refused.Errors));
        Assert.Equal((3, "The service establishes no sessions: unavailable, Storage, for 0 s.\n"), (silent.ExitCode, silent.Errors));
    }
}
