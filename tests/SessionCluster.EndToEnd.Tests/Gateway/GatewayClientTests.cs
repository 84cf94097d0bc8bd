using System.Text.Json.Nodes;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Gateway;

public sealed class GatewayClientTests
{
    [Fact, Rule("G1")]
    public async Task A_client_in_another_process_establishes_validates_and_revokes()
    {
        await using var home = new SiloHome();
        await using var client = await GatewayClient.ConnectAsync(home, await home.StartAsync());

        var session = await client.Sessions.EstablishAsync("alice");
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(session));

        Assert.IsType<RevokeResult.Revoked>(await client.Sessions.RevokeAsync(session));
        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(session));
    }

    [Fact, Rule("A7")]
    public async Task Revoking_a_subject_ends_everything_it_holds()
    {
        await using var home = new SiloHome();
        await using var client = await GatewayClient.ConnectAsync(home, await home.StartAsync());
        var first = await client.Sessions.EstablishAsync("alice");
        var second = await client.Sessions.EstablishAsync("alice");
        var other = await client.Sessions.EstablishAsync("bob");

        Assert.IsType<RevokeResult.Revoked>(await client.Sessions.RevokeSubjectAsync(new(Samples.Subject("alice"), Samples.Order)));

        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(first));
        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(second));
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(other));
    }

    [Fact]
    public async Task A_client_whose_ring_is_not_the_silos_is_told_at_start()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        var ring = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(home.DataDirectory, "edge-ring.json"), TestContext.Current.CancellationToken))!;
        var silosKey = ring["keys"]!["1"]!.GetValue<string>();
        ring["keys"]!["1"] = Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]);
        var file = Path.Combine(home.DataDirectory, "another-ring.json");
        await File.WriteAllTextAsync(file, ring.ToJsonString(), TestContext.Current.CancellationToken);

        var mismatch = await Assert.ThrowsAsync<EdgeRingMismatchException>(() => GatewayClient.ConnectAsync(silo, file));

        Assert.Equal("The edge ring of this client is not the silo's: another key stands under key 1. Give both the same keys.", mismatch.Message);
        Assert.DoesNotContain(silosKey, mismatch.ToString(), StringComparison.Ordinal);
    }

    [Fact, Rule("G3"), Rule("N10")]
    public async Task After_a_restart_every_session_is_as_it_was()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        EstablishResult.Established live, revoked, spent;
        await using (var client = await GatewayClient.ConnectAsync(home, silo))
        {
            live = await client.Sessions.EstablishAsync("alice");
            revoked = await client.Sessions.EstablishAsync("alice");
            spent = await client.Sessions.EstablishAsync("bob", maxUses: 1);
            Assert.Equal("accepted", await client.Sessions.ValidateAsync(spent));
            Assert.IsType<RevokeResult.Revoked>(await client.Sessions.RevokeAsync(revoked));
        }

        Assert.Equal(0, await silo.StopAsync());
        await using var again = await GatewayClient.ConnectAsync(home, await home.StartAsync());

        Assert.Equal("accepted", await again.Sessions.ValidateAsync(live));
        Assert.Equal("refused: Revoked", await again.Sessions.ValidateAsync(revoked));
        Assert.Equal("refused: UsesExhausted", await again.Sessions.ValidateAsync(spent));
    }
}
