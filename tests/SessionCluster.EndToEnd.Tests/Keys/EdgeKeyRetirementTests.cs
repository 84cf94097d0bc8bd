using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Keys;

public sealed class EdgeKeyRetirementTests
{
    [Fact, Rule("H2"), Rule("A10")]
    public async Task A_key_overlaps_with_its_successor_until_it_is_retired_which_ends_everything_issued_under_it()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(home, silo);
        var session = await client.Sessions.EstablishAsync("alice");

        Change(home, ring =>
        {
            ring["keys"]!["2"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)2, 32)]);
            ring["current"] = 2;
        });
        await silo.ExpectOutputAsync("The edge ring was replaced: it has keys 1, 2, current 2.", TestContext.Current.CancellationToken);
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(session));

        Change(home, ring => ring["keys"]!.AsObject().Remove("1"));
        await silo.ExpectOutputAsync("The edge ring was replaced: it has keys 2, current 2.", TestContext.Current.CancellationToken);
        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(session));
    }

    private static void Change(SiloHome home, Action<JsonNode> change)
    {
        var path = Path.Combine(home.DataDirectory, "edge-ring.json");
        var ring = JsonNode.Parse(File.ReadAllText(path))!;
        change(ring);
        File.WriteAllText($"{path}.new", ring.ToJsonString());
        File.Move($"{path}.new", path, overwrite: true);
    }
}
