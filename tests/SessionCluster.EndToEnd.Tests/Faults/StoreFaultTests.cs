using SessionCluster.Client.Sessions;
using SessionCluster.EndToEnd.Tests.Gateway;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Faults;

/// <summary>A store that can't write makes answers <c>Unavailable</c>, never wrong, and costs nothing that was acknowledged.</summary>
public sealed class StoreFaultTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact, Rule("G6"), Rule("N18"), Rule("L6")]
    public async Task A_full_disk_establishes_nothing_and_loses_nothing()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync(home.WithFaults());
        EstablishResult.Established before, after;
        await using (var client = await GatewayClient.ConnectAsync(home, silo))
        {
            before = await client.Sessions.EstablishAsync("alice");
            await home.Faults.SetAsync(StoreFaultSwitches.FullDisk);

            // A page may have room for a few rows more.
            await Poll.UntilAsync(nameof(EstablishResult.Unavailable), Patience, async () => (await client.Sessions.TryEstablishAsync("bob")).GetType().Name);
            Assert.Equal("accepted", await client.Sessions.ValidateAsync(before));

            await home.Faults.LiftAsync(StoreFaultSwitches.FullDisk);
            after = await client.Sessions.EstablishAsync("carol");
        }

        Assert.Equal(0, await silo.StopAsync());
        await using var again = await GatewayClient.ConnectAsync(home, await home.StartAsync());
        Assert.Equal("accepted", await again.Sessions.ValidateAsync(before));
        Assert.Equal("accepted", await again.Sessions.ValidateAsync(after));
    }

    [Fact, Rule("G1"), Rule("G6"), Rule("N18")]
    public async Task A_store_that_takes_no_writes_acknowledges_no_end_and_forgets_none()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync(home.WithFaults());
        await using var client = await GatewayClient.ConnectAsync(home, silo);
        var ended = await client.Sessions.EstablishAsync("alice");
        var ending = await client.Sessions.EstablishAsync("bob");
        var kept = await client.Sessions.EstablishAsync("carol");
        Assert.IsType<RevokeResult.Revoked>(await client.Sessions.RevokeAsync(ended));

        await home.Faults.SetAsync(StoreFaultSwitches.QueryOnly);
        Assert.IsType<RevokeResult.Unavailable>(await client.Sessions.RevokeAsync(ending));
        Assert.IsType<EstablishResult.Unavailable>(await client.Sessions.TryEstablishAsync("dave"));
        Assert.NotEqual("accepted", await client.Sessions.ValidateAsync(ending));
        await Poll.UntilAsync("unavailable: Fence", Patience, () => client.Sessions.ValidateAsync(kept));
        Assert.NotEqual("accepted", await client.Sessions.ValidateAsync(ended));

        await home.Faults.LiftAsync(StoreFaultSwitches.QueryOnly);
        await Poll.UntilAsync("accepted", Patience, () => client.Sessions.ValidateAsync(kept));
        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(ended));
        Assert.IsType<RevokeResult.Revoked>(await client.Sessions.RevokeAsync(ending));
        Assert.Equal("refused: Revoked", await client.Sessions.ValidateAsync(ending));
    }

    [Fact, Rule("P-F7"), Rule("G1")]
    public async Task A_frozen_process_whose_database_was_replaced_accepts_nothing_when_it_goes_on()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync();
        await using var client = await GatewayClient.ConnectAsync(home, silo);
        var session = await client.Sessions.EstablishAsync("alice");
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(session));

        var verdicts = await Frozen.ValidateThroughAsync(home, silo, client.Sessions, session);

        Assert.All(verdicts, verdict => Assert.StartsWith("unavailable", verdict, StringComparison.Ordinal));
    }

    /// <summary>The pair of the test above: without the fence, calls that waited are answered from memory.</summary>
    [Fact, Rule("P-F7")]
    public async Task Without_the_fence_a_frozen_process_accepts_what_waited()
    {
        await using var home = new SiloHome();
        var silo = await home.StartAsync("--test:fence=off");
        await using var client = await GatewayClient.ConnectAsync(home, silo);
        var session = await client.Sessions.EstablishAsync("alice");
        Assert.Equal("accepted", await client.Sessions.ValidateAsync(session));

        var verdicts = await Frozen.ValidateThroughAsync(home, silo, client.Sessions, session);

        Assert.Contains("accepted", verdicts);
    }
}
