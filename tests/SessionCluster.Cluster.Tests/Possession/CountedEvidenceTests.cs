using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>What an operator sees of attacks on keys and proofs: each is counted where it happens, once.</summary>
public sealed class CountedEvidenceTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("N21"), Rule("D7")]
    public async Task Replays_and_challenges_are_counted()
    {
        using var replays = new MeasuredCounter(_cluster, "sessioncluster.proof.replays");
        using var challenges = new MeasuredCounter(_cluster, "sessioncluster.proof.challenges", "refusal", "nonce_required");
        using var stale = new MeasuredCounter(_cluster, "sessioncluster.proof.challenges", "refusal", "proof_stale");
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();

        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofStale", await _cluster.PresentAsync(id, Holders.Owner.Prove(_cluster.Clock.GetUtcNow() - TimeSpan.FromMinutes(2))));
        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, proof));

        Assert.Equal((2, 1, 1), (replays.Count, challenges.Count, stale.Count));
    }

    [Fact]
    [Rule("N21")]
    public async Task Proofs_that_the_silo_verified_are_counted_by_whether_they_hold()
    {
        using var good = new MeasuredCounter(_cluster, "sessioncluster.proof.verifications", "holds", true);
        using var bad = new MeasuredCounter(_cluster, "sessioncluster.proof.verifications", "holds", false);
        var id = await _cluster.AdmitBoundAsync(BoundClasses.Guarded);

        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.Equal("refused: ProofInvalid", await _cluster.PresentAsync(id, new PossessionEvidence { Proof = _cluster.Prove().Proof }));

        Assert.Equal((1, 1), (good.Count, bad.Count));
    }

    [Fact]
    [Rule("N21"), Rule("A3")]
    public async Task A_lock_is_counted_once_however_often_the_copy_is_shown()
    {
        using var locks = new MeasuredCounter(_cluster, "sessioncluster.session.locks", "evidence", "context_changed");
        using var changes = new MeasuredCounter(_cluster, "sessioncluster.context.changes", "refused", true);
        var call = _cluster.Call(SessionSamples.NewSubject()) with { Context = ClientContext.Of("a browser", null) };
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call)).Id;

        Assert.Equal("refused: ContextChanged", await _cluster.PresentAsync(id));
        Assert.Equal("refused: Locked", await _cluster.PresentAsync(id));
        Assert.Equal("refused: Locked", await _cluster.PresentAsync(id));

        Assert.Equal((1, 1), (locks.Count, changes.Count));
    }

    [Fact]
    [Rule("N21")]
    public async Task Introspections_and_ends_are_counted_apart_from_validations()
    {
        using var validations = new MeasuredCounter(_cluster, "sessioncluster.validations");
        using var introspections = new MeasuredCounter(_cluster, "sessioncluster.introspections", "outcome", "accepted");
        using var denied = new MeasuredCounter(_cluster, "sessioncluster.ends", "refusal", "wrong_key");
        using var ended = new MeasuredCounter(_cluster, "sessioncluster.ends", "outcome", "ended");
        var id = await _cluster.AdmitBoundAsync();

        Assert.True((await _cluster.IntrospectAsync(id)).IsAccepted);
        await _cluster.EndAsync(id, _cluster.Prove(key: Holders.Thief));
        await _cluster.EndAsync(id, _cluster.Prove());

        Assert.Equal((0, 1, 1, 1), (validations.Count, introspections.Count, denied.Count, ended.Count));
    }

    [Fact]
    [Rule("G5"), Rule("A5")]
    public async Task A_replay_spends_no_use()
    {
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(_cluster.BoundCall() with { MaxUses = 3 })).Id;
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
        for (var replay = 0; replay < 5; replay++)
        {
            Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        }

        Assert.Equal(2, (await _cluster.InfoAsync(id)).UsesLeft);
    }
}
