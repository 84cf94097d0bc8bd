using System.Globalization;
using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Cluster;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>A5 with a silo killed between capture and replay, on three silos that are recorded as <c>eng/local-cluster.sh</c> records them.</summary>
public sealed class CrashTourTests
{
    private const int Silos = 3;

    [Fact, Rule("G2"), Rule("P-R3"), Rule("L4")]
    public async Task Requests_that_were_captured_before_a_silo_was_killed_are_refused_after_it()
    {
        await using var cluster = await ClusterHome.StartAsync(Silos);
        using var cli = Recorded(cluster);

        var told = (await cli.RunAsync("tour", "--data", cluster.Azurite.Location, "--kill-silo", "--json")).Require(0).Json;

        var step = Step(told, "A5");
        var happened = step["happened"]!.AsArray().Select(line => $"{line}").ToArray();
        Assert.Equal("stopped", $"{step["outcome"]}");
        Assert.Contains(happened, line => line.Contains("Then silo 3 is killed (process ", StringComparison.Ordinal));
        Assert.Contains(happened, line => line.StartsWith("Of 24 replays none is accepted", StringComparison.Ordinal));
        Assert.Contains(happened, line => line.StartsWith("The owners go on", StringComparison.Ordinal));
        Assert.NotEqual(0, await cluster.Silos[2].Process.WaitForExitAsync(TestContext.Current.CancellationToken));
    }

    [Fact, Rule("G2"), Rule("P-R3"), Rule("L4")]
    public async Task An_activation_that_takes_its_empty_memory_for_whole_is_found()
    {
        await using var cluster = await ClusterHome.StartAsync(Silos, "--test:cold=off");
        using var cli = Recorded(cluster);

        var told = (await cli.RunAsync("tour", "--data", cluster.Azurite.Location, "--kill-silo", "--json")).Require(1).Json;

        Assert.Equal("not_stopped", $"{Step(told, "A5")["outcome"]}");
        Assert.Contains("before the crash is accepted again after it", $"{Step(told, "A5")["why"]}", StringComparison.Ordinal);
    }

    private static JsonNode Step(JsonObject told, string attack) => told["steps"]!.AsArray().Single(step => $"{step!["attack"]}" == attack)!;

    /// <summary>A home whose runs ask the first silo, and find all of them in the folder of the store.</summary>
    private static CliHome Recorded(ClusterHome cluster)
    {
        foreach (var (index, silo) in cluster.Silos.Index())
        {
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{silo.Process.Id}/stat"));
            var began = stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[19];
            var record = string.Create(CultureInfo.InvariantCulture, $"{silo.Process.Id} {began} {silo.Address.Port} 0 {silo.Process.GatewayPort}\n");
            File.WriteAllText(Path.Combine(cluster.Azurite.Location, string.Create(CultureInfo.InvariantCulture, $"silo-{index + 1}")), record);
        }

        return new() { Variables = { ["SESSIONCTL_URL"] = cluster.Silos[0].Address.ToString(), ["SESSIONCTL_CLIENT_ID"] = ClusterFiles.ClientId, ["SESSIONCTL_CLIENT_SECRET"] = cluster.Files.ClientSecret } };
    }
}
