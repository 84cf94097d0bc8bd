using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Possession;
using SessionCluster.Grains.Sessions;
using SessionCluster.LoadTests.Targets.InProcess;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>Each scenario, briefly, on a real cluster in this process.</summary>
public sealed class ScenarioTests
{
    [Theory]
    [Rule("G1"), Rule("G2"), Rule("G3"), Rule("G5")]
    [InlineData("steady", "--silos 2")]
    [InlineData("steady", "--silos 2 --rate 200")]
    [InlineData("steady", "--silos 2 --possession dpop")]
    [InlineData("steady", "--silos 2 --possession mtls")]
    [InlineData("scale-out", "--silos 1", "a silo starts", "joined", "a silo starts", "joined")]
    [InlineData("revoke-storm", "--silos 2", "storm begins", "storm ends")]
    [InlineData("forged-flood", "--silos 2", "flood begins", "flood ends")]
    public async Task A_scenario_plays_and_every_guarantee_holds(string scenario, string options, params string[] marks)
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed)),
            $"{scenario} {options} --sessions 60 --concurrency 4 --duration 2s --warmup 0s --json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(marks, report.GetProperty("marks").EnumerateArray().Select(mark => marks.FirstOrDefault(text => mark.GetProperty("text").GetString()!.EndsWith(text, StringComparison.Ordinal))));
        Assert.Contains(report.GetProperty("operations").EnumerateArray(), row => row.GetProperty("operation").GetString() == "validate" && row.GetProperty("outcome").GetString() == "accepted");
        Assert.Equal(0, report.GetProperty("checks").GetProperty("unchecked").GetInt32());
        Assert.NotEqual(0, report.GetProperty("checks").GetProperty("ended").GetInt32());
    }

    [Theory]
    [Rule("G1"), Rule("G2"), Rule("G3"), Rule("G5")]
    [InlineData("bearer")]
    [InlineData("dpop")]
    public async Task A_silo_that_is_lost_leaves_sessions_without_service_for_a_time_and_the_report_shows_it(string possession)
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed)),
            $"silo-loss --silos 3 --sessions 90 --concurrency 16 --duration 4s --warmup 0s --possession {possession} --json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var report = JsonDocument.Parse(run.Output).RootElement;
        var lostAt = report.GetProperty("marks")[0].GetProperty("second").GetDouble();
        var unserved = report.GetProperty("timeline").EnumerateArray().Where(point => point.GetProperty("unavailable_per_second").GetDouble() > 0).ToArray();
        Assert.NotEmpty(unserved);
        Assert.All(unserved, point => Assert.True(point.GetProperty("second").GetDouble() > lostAt - 1));
    }

    [Fact]
    [Rule("G2"), Rule("L1")]
    public async Task A_decider_that_forgets_proofs_is_found()
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed) { ReplaceServices = services => services.AddSingleton<ISessionDecider>(Forgetful.EveryProof) }),
            "steady --silos 1 --sessions 30 --concurrency 4 --duration 1s --warmup 0s --patience 1s --possession dpop");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("G2 violated: a proof of session ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("G2"), Rule("P-R3"), Rule("L4")]
    public async Task An_activation_that_takes_its_empty_memory_for_whole_after_a_loss_is_found()
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed) { ReplaceServices = services => services.AddSingleton<IProofMemories, Forgetful.AlwaysWarm>() }),
            "silo-loss --silos 3 --sessions 90 --concurrency 16 --duration 4s --warmup 0s --possession dpop");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("G2 violated: a proof of session ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("G1")]
    public async Task A_decider_that_forgets_ends_is_found()
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed) { ReplaceServices = services => services.AddSingleton<ISessionDecider>(DeciderThat.ForgetsEnds) }),
            "revoke-storm --silos 1 --sessions 60 --concurrency 4 --duration 1s --warmup 0s --patience 1s");

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("G1 violated: session ", run.Output, StringComparison.Ordinal);
    }
}
