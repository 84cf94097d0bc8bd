using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>kill -9 of one silo of three.</summary>
public sealed class KilledSiloTests
{
    private const int Sessions = 24;

    [Fact, Rule("N10"), Rule("G3")]
    public async Task Established_through_one_validated_through_another_revoked_through_a_third()
    {
        await using var home = await ClusterHome.StartAsync(3);
        using var first = SiloEdge.To(home, home.Silos[0]);
        using var second = SiloEdge.To(home, home.Silos[1]);
        using var third = SiloEdge.To(home, home.Silos[2]);

        var session = await first.EstablishAsync("alice");

        Assert.Equal("accepted", await second.ValidateAsync(session));
        Assert.True(await third.TryRevokeAsync(session));
        Assert.Equal("refused: revoked", await first.ValidateAsync(session));
        Assert.Equal("refused: revoked", await second.ValidateAsync(session));
        Assert.Equal("refused: revoked", await third.ValidateAsync(session));
    }

    [Fact, Rule("N10"), Rule("G1"), Rule("G3"), Rule("G5")]
    public async Task Killed_it_loses_nothing_that_was_acknowledged()
    {
        await using var home = await ClusterHome.StartAsync(3);
        using var survivor = SiloEdge.To(home, home.Silos[0]);
        using var victim = SiloEdge.To(home, home.Silos[2]);
        var live = await victim.EstablishManyAsync("live", Sessions);
        var revoked = await victim.EstablishManyAsync("revoked", Sessions);
        var limited = await victim.EstablishAsync("limited", maxUses: 5);
        foreach (var session in revoked)
        {
            Assert.True(await victim.TryRevokeAsync(session));
        }

        var uses = 0;
        for (; uses < 3; uses++)
        {
            Assert.Equal("accepted", await victim.ValidateAsync(limited));
        }

        await home.Silos[2].KillAsync();

        foreach (var session in live)
        {
            await Poll.UntilAsync("accepted", SiloEdge.Patience, () => RefusesNothing(survivor.ValidateAsync(session)));
        }

        Assert.All(await Task.WhenAll(revoked.Select(survivor.ValidateAsync)), word => Assert.Equal("refused: revoked", word));
        await Poll.UntilAsync("refused: uses_exhausted", SiloEdge.Patience, async () =>
        {
            var word = await survivor.ValidateAsync(limited);
            uses += word == "accepted" ? 1 : 0;
            return word;
        });
        Assert.InRange(uses, 3, 5);
    }

    // Meanwhile a session is unavailable; it is never said to have ended (G6).
    private static async Task<string> RefusesNothing(Task<string> asked)
    {
        var word = await asked;
        Assert.False(word.StartsWith("refused", StringComparison.Ordinal), word);
        return word;
    }
}
