namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>What the load tester checks, against services that keep their word and such as don't.</summary>
public sealed class CheckTests
{
    private const string Steady = "steady --sessions 40 --concurrency 4 --warmup 0s";

    // Long enough that a machine with other things to do comes to each.
    private const string Life = $"{Steady} --duration 2s --mix validate=10,rotate=4,follow=1,step-up=4,lock=4";

    private const string Brief = "revoke-storm --sessions 40 --concurrency 4 --duration 300ms --warmup 0s --limited 40";

    [Theory]
    [Rule("G1"), Rule("G2"), Rule("G3"), Rule("G5")]
    [InlineData("bearer", Lapse.None, "G1, G3 and G5 hold on what was done", ".")]
    [InlineData("dpop", Lapse.None, "G1, G2, G3 and G5 hold on what was done", ".")]
    [InlineData("dpop", Lapse.WantsNonces, "G1, G2, G3 and G5 hold on what was done", ".")]
    [InlineData("mtls", Lapse.None, "G1, G3 and G5 hold on what was done", ".")]
    public async Task A_service_that_keeps_its_word_passes(string possession, Lapse lapse, string beginning, string end)
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(lapse), $"{Brief} --possession {possession}");

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Output));
        Assert.Contains($"Possession: {possession}: ", run.Output, StringComparison.Ordinal);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));
        Assert.Matches("\nvalidate +accepted ", run.Output);
    }

    [Theory]
    [Rule("L5"), Rule("L8"), Rule("N7"), Rule("P-T1"), Rule("P-C1")]
    [InlineData("", "rotations had one successor each; ", " who followed one were exposed; ", " step-ups left their former token refused; ", " sessions were refused under a lock of their client.")]
    [InlineData(" --possession dpop", "rotations had one successor each; ", " replays of proofs were refused; ", " step-ups left their former token refused; ", " sessions were refused under a lock of their client.")]
    [InlineData(" --possession mtls", "rotations had one successor each; ", " step-ups left their former token refused; ", " sessions were refused under a lock of their client.")]
    public async Task What_happens_in_the_life_of_a_session_is_told(string possession, params string[] parts)
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.None), possession.Length == 0 ? Life : Life.Replace("follow=1", possession.EndsWith("dpop", StringComparison.Ordinal) ? "present-replayed=1" : "info=1", StringComparison.Ordinal) + possession);

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Output));
        var checks = run.Output.Split('\n').Single(line => line.Contains(" hold on what was done", StringComparison.Ordinal));
        Assert.All(parts, part => Assert.Contains(part, checks, StringComparison.Ordinal));
        Assert.All(["\nrotate +rotated ", "\nstep-up +stepped up ", "\nlock +locked and unlocked "], row => Assert.Matches(row, run.Output));
    }

    [Theory]
    [Rule("L5"), Rule("N7"), Rule("P-T1"), Rule("P-T4"), Rule("P-C1")]
    [InlineData("rotate", Lapse.RotatesTwice, "P-T1 violated: session ", " was rotated twice at once, and has two successors.")]
    [InlineData("follow", Lapse.IgnoresRotationIds, "P-T4 violated: two holders of session ", " nobody would ever see the second.")]
    [InlineData("follow", Lapse.AcceptsLosers, "P-T4 violated: session ", " has two successors that were both accepted.")]
    [InlineData("step-up", Lapse.KeepsFormerTokens, "N7 violated: the former token of session ", " was accepted after a step-up had returned.")]
    [InlineData("lock", Lapse.ForgetsLocks, "P-C1 violated: session ", " after a lock of its client had returned.")]
    [InlineData("lock", Lapse.LosesLocks, "P-C2 violated: a lock of client ", " and its removal did not find it.")]
    public async Task What_goes_wrong_in_it_is_told_and_the_exit_code_is_1(string operation, Lapse lapse, string beginning, string end)
    {
        // Each caller asks at least once, however busy the machine is: so what shows the lapse is asked.
        var run = await LoadCommand.RunAsync(new ModelTarget(lapse), $"{Steady} --duration 300ms --mix validate=0.001,{operation}=1 --patience 1s");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains(run.Output.Split('\n'), line => line.StartsWith(beginning, StringComparison.Ordinal) && line.EndsWith(end, StringComparison.Ordinal));
    }

    [Fact]
    [Rule("G6")]
    public async Task A_lock_whose_answer_was_lost_is_found_and_removed_at_the_end()
    {
        var run = await LoadCommand.RunAsync(new ModelTarget(Lapse.LosesAnswers), Life);

        Assert.Equal((0, ""), (run.ExitCode, run.ExitCode == 0 ? "" : run.Output));
        Assert.Matches("\nlock +unavailable: Storage ", run.Output);
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

        Assert.True(exitCode == run.ExitCode, run.Output);
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
