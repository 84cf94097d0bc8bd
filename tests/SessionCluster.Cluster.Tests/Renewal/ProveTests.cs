using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Renewal;

/// <summary>N13: who shows to hold an active session learns its facts, and uses nothing of it up but the proof.</summary>
public sealed class ProveTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("N13"), Rule("N6")]
    public async Task It_is_no_activity_and_spends_no_use()
    {
        var id = await _cluster.AdmitWithUsesAsync(8);
        var before = await _cluster.InfoAsync(id);
        _cluster.Clock.Advance(TimeSpan.FromMinutes(1));

        var verdict = await ProveAsync(Renewals.Held(id));

        Assert.Equal((true, before.Facts.Subject, before.IdleDeadline), (verdict.IsAccepted, verdict.Facts!.Subject, verdict.IdleDeadline));
        var after = await _cluster.InfoAsync(id);
        Assert.Equal((before.LastUsedAt, before.UsesLeft), (after.LastUsedAt, after.UsesLeft));
    }

    [Theory]
    [Rule("N13"), Rule("A1"), Rule("P-R1")]
    [InlineData(BoundClasses.Bound)]
    [InlineData(BoundClasses.Guarded)]
    public async Task Of_a_bound_one_it_takes_the_key_and_a_proof_that_is_new(string sessionClass)
    {
        var id = await _cluster.AdmitBoundAsync(sessionClass);
        var proof = _cluster.Prove();

        Assert.Equal("refused: PossessionRequired", (await ProveAsync(Renewals.Held(id))).ToString());
        Assert.Equal("refused: WrongKey", (await ProveAsync(Renewals.Held(id, evidence: _cluster.Prove(key: Holders.Thief)))).ToString());
        Assert.Equal("refused: WrongSecret", (await ProveAsync(Renewals.Held(id, SecretDigest.Of([2]), proof))).ToString());
        Assert.Equal("accepted", (await ProveAsync(Renewals.Held(id, evidence: proof))).ToString());
        Assert.Equal("refused: ProofReplayed", (await ProveAsync(Renewals.Held(id, evidence: proof))).ToString());
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
    }

    [Fact]
    [Rule("N13"), Rule("G1")]
    public async Task Of_one_that_is_over_or_that_is_not_there_nothing_is_told()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.RevokeAsync(id);

        Assert.Equal("refused: Revoked", (await ProveAsync(Renewals.Held(id))).ToString());
        var nobody = SessionId.Create(1, _cluster.Clock.GetUtcNow().AddHours(1), new byte[SessionId.RandomSize]);
        Assert.Equal("refused: Unknown", (await ProveAsync(Renewals.Held(nobody))).ToString());
    }

    private Task<SessionVerdict> ProveAsync(HeldSession held) => _cluster.SessionGrain(held.Id).Prove(new ProveCall { Held = held });
}
