using System.Text.Json;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.LoadTests.Targets.InProcess;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>How long it takes from the order to end something until everybody refuses it: the time until its receipt, which is no earlier (G1). What was measured is in <c>bench/results/revocation.md</c>.</summary>
public sealed class RevocationTimeTests
{
    [Fact, Rule("C1")]
    public async Task The_time_to_a_receipt_is_measured_for_sessions_and_for_subjects()
    {
        var run = await LoadCommand.RunAsync(
            async parsed => await InProcessTarget.StartAsync(new InProcessSettings(parsed)),
            "steady --silos 2 --sessions 60 --concurrency 4 --duration 2s --warmup 0s --mix validate=60,establish=20,revoke=10,revoke-subject=10 --json");

        Assert.True(run.ExitCode == 0, run.Output + run.Errors);
        var rows = JsonDocument.Parse(run.Output).RootElement.GetProperty("operations").EnumerateArray().Where(row => row.GetProperty("outcome").GetString() == "revoked").ToArray();
        Assert.Equal(["revoke", "revoke-subject"], rows.Select(row => row.GetProperty("operation").GetString()).Order());
        Assert.All(rows, row =>
        {
            Assert.NotEqual(0, row.GetProperty("count").GetInt32());
            Assert.True(row.GetProperty("p99").GetDouble() >= row.GetProperty("p50").GetDouble());
            Assert.True(row.GetProperty("max").GetDouble() >= row.GetProperty("p99").GetDouble() && row.GetProperty("p50").GetDouble() > 0);
        });
    }
}
