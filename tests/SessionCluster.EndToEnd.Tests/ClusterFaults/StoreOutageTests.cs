using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>The store of the whole cluster goes away and comes back.</summary>
public sealed class StoreOutageTests
{
    private const int Sessions = 12;

    [Fact, Rule("G6"), Rule("G3"), Rule("N18")]
    public async Task Without_its_store_the_cluster_says_unavailable_and_afterwards_nothing_is_lost()
    {
        await using var home = await ClusterHome.StartAsync(2);
        using var first = SiloEdge.To(home, home.Silos[0]);
        using var second = SiloEdge.To(home, home.Silos[1]);
        var live = await first.EstablishManyAsync("live", Sessions);
        var revoked = await first.EstablishManyAsync("revoked", Sessions);
        foreach (var session in revoked)
        {
            Assert.True(await second.TryRevokeAsync(session));
        }

        await home.Azurite.StopAsync();

        // As long as a silo's fence runs what is live there is still accepted; from then on nobody is accepted, and nobody is told that a session has ended.
        foreach (var session in live)
        {
            await Poll.UntilAsync("503", SiloEdge.Patience, () => second.ValidateAsync(session));
        }

        Assert.All(await Task.WhenAll(live.Select(second.ValidateAsync)), word => Assert.Equal("503", word));
        Assert.All(await Task.WhenAll(revoked.Select(first.ValidateAsync)), word => Assert.Equal("503", word));
        Assert.False(await first.TryRevokeAsync(live[0]));
        Assert.False(await first.TryRevokeSubjectAsync(live[1].Subject));

        await home.Azurite.RestartAsync();

        // What was asked for during the outage has an unknown outcome; everything else is as it was.
        foreach (var session in live.Skip(2))
        {
            await Poll.UntilAsync("accepted", SiloEdge.Patience, () => first.ValidateAsync(session));
        }

        Assert.All(await Task.WhenAll(revoked.Select(second.ValidateAsync)), word => Assert.Equal("refused: revoked", word));
        await Poll.UntilAsync(true, SiloEdge.Patience, () => first.TryRevokeAsync(live[0]));
        Assert.Equal("refused: revoked", await second.ValidateAsync(live[0]));
    }
}
