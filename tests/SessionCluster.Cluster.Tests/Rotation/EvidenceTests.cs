using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>What a refusal leaves behind: in force at once, stored once, and never more than the evidence is worth.</summary>
public sealed class EvidenceTests(RotationCluster shared) : IClassFixture<RotationCluster>
{
    private static readonly SecretDigest First = GrainCalls.Secret;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("A1"), Rule("N21")]
    public async Task A_copy_without_the_key_taints_once_and_the_owners_rotation_heals()
    {
        var id = await _cluster.AdmitBoundAsync();
        Assert.Null((await _cluster.ShowAsync(id, First, _cluster.Prove())).RotateAfter);
        var writes = _cluster.Storage.Writes;
        var seen = _cluster.Clock.GetUtcNow();
        for (var copy = 0; copy < 20; copy++)
        {
            Assert.Equal("refused: WrongKey", await _cluster.SayAsAsync(id, First, Holders.Thief));
            Assert.Equal("refused: PossessionRequired", await _cluster.SayAsync(id, First));
        }

        Assert.Equal(seen, (await _cluster.ShowAsync(id, First, _cluster.Prove())).RotateAfter);
        await _cluster.StoredAsync(id, row => row.TaintedAt == seen);
        Assert.Equal(writes + 1, _cluster.Storage.Writes);

        var second = await _cluster.NextBoundAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
        Assert.Null((await _cluster.InfoAsync(id)).TaintedAt);
        Assert.Null((await _cluster.ShowAsync(id, second, _cluster.Prove())).RotateAfter);
        Assert.False((await _cluster.ShowAsync(id, First, _cluster.Prove(key: Holders.Thief))).IsAccepted);
        Assert.Null((await _cluster.InfoAsync(id)).TaintedAt);
    }

    [Fact]
    [Rule("A1"), Rule("A6")]
    public async Task Whoever_merely_holds_copies_of_a_bound_token_ends_and_locks_nothing()
    {
        var id = await _cluster.AdmitBoundAsync();
        var second = await _cluster.NextBoundAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromMinutes(2));
        foreach (var copy in new[] { First, second })
        {
            Assert.False((await _cluster.ShowAsync(id, copy)).IsAccepted);
            Assert.False((await _cluster.ShowAsync(id, copy, _cluster.Prove(key: Holders.Thief))).IsAccepted);
            Assert.IsType<EndOutcome.Denied>(await _cluster.SessionGrain(id).End(new EndCall { SecretDigest = copy, Scheme = TokenScheme.DPoP, Possession = _cluster.Prove(key: Holders.Thief) }));
            Assert.IsType<Abstractions.Rotation.RotateOutcome.Denied>(await _cluster.RotateAsync(id, copy, _cluster.ProveOwn(Holders.Thief)));
        }

        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
    }

    [Fact]
    [Rule("A5"), Rule("A6")]
    public async Task A_captured_request_of_the_former_secret_ends_nothing()
    {
        var id = await _cluster.AdmitBoundAsync();
        var captured = _cluster.Prove();
        Assert.True((await _cluster.ShowAsync(id, First, captured)).IsAccepted);
        var second = await _cluster.NextBoundAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(60));

        Assert.Equal("refused: Superseded", (await _cluster.ShowAsync(id, First, captured)).ToString());
        Assert.Equal("accepted", await _cluster.SayBoundAsync(id, second));
    }

    [Fact]
    [Rule("A6"), Rule("T7"), Rule("P-W1")]
    public async Task An_end_on_evidence_is_in_force_while_the_store_takes_nothing_and_is_stored_afterwards()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var second = await _cluster.NextAsync(id, First);
        Assert.Equal("accepted", await _cluster.SayAsync(id, second));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(10));
        using (var fault = FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session"))
        {
            Assert.Equal("refused: Superseded", await _cluster.SayAsync(id, First));
            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, second));
            await fault.Hit;
        }

        await _cluster.StoredAsync(id, row => row.Tombstone is not null, async () =>
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(5));
            Assert.Equal("refused: Revoked", await _cluster.SayAsync(id, second));
        });
    }
}
