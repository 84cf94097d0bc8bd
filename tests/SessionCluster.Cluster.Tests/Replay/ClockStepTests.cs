using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>The clock is set, back or ahead, while the session is in memory or not: no proof is accepted again for it (P-R2).</summary>
public sealed class ClockStepTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Theory]
    [Rule("L4"), Rule("P-R2"), Rule("G2"), Rule("D7")]
    [InlineData(-3600, false)]
    [InlineData(-60, false)]
    [InlineData(-13, false)]
    [InlineData(-2, false)]
    [InlineData(2, false)]
    [InlineData(13, false)]
    [InlineData(80, false)]
    [InlineData(-3600, true)]
    [InlineData(-60, true)]
    [InlineData(-13, true)]
    [InlineData(-2, true)]
    [InlineData(2, true)]
    [InlineData(13, true)]
    [InlineData(80, true)]
    public async Task No_step_of_the_clock_makes_a_proof_new(int seconds, bool deactivated)
    {
        var id = await _cluster.AdmitBoundAsync();
        _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        var now = _cluster.Clock.GetUtcNow();
        var proof = Holders.Owner.Prove(now);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));

        if (deactivated)
        {
            await _cluster.DeactivateAsync(id);
        }

        _cluster.Clock.AdjustTime(now + TimeSpan.FromSeconds(seconds));
        for (var step = 0; step < 90; step += 3)
        {
            Assert.StartsWith("refused: ", await _cluster.PresentAsync(id, proof));
            _cluster.Clock.Advance(TimeSpan.FromSeconds(3));
        }

        _cluster.Clock.AdjustTime(now);
        Assert.Equal("accepted", await _cluster.PassAsync(id));
    }

    [Fact]
    [Rule("P-R2"), Rule("P-W5")]
    public async Task An_activation_that_does_not_know_how_late_it_was_takes_a_proof_again_when_the_clock_is_set_back()
    {
        var id = await _cluster.AdmitBoundAsync();
        _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        var now = _cluster.Clock.GetUtcNow();
        var proof = Holders.Owner.Prove(now);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));

        // A store that says that it wrote and did not: the last use is not there that its clock would start from.
        _cluster.Storage.Faults = operation => operation.Key == id.ToString() ? StorageFault.AcknowledgeWithoutWriting : StorageFault.None;
        await _cluster.DeactivateAsync(id);
        _cluster.Storage.Faults = null;
        _cluster.Clock.AdjustTime(now - TimeSpan.FromSeconds(13));
        await _cluster.InfoAsync(id);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(4));

        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
    }

    [Fact]
    [Rule("D15"), Rule("P-R2")]
    public async Task By_the_grains_clock_a_proof_may_be_60_s_old_and_10_s_ahead()
    {
        foreach (var (seconds, verdict) in new[] { (-60, "accepted"), (10, "accepted"), (-61, "refused: ProofStale"), (11, "refused: ProofStale") })
        {
            SessionId id = await _cluster.AdmitBoundAsync();
            var now = DateTimeOffset.FromUnixTimeSeconds(_cluster.Clock.GetUtcNow().ToUnixTimeSeconds() + 1);
            _cluster.Clock.SetUtcNow(now);
            Assert.Equal(verdict, await _cluster.PresentAsync(id, Holders.Owner.Prove(now + TimeSpan.FromSeconds(seconds))));
        }
    }
}
