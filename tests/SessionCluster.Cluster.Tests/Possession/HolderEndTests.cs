using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>A holder ends its own session: token and possession, and nobody's permission.</summary>
public sealed class HolderEndTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Theory]
    [Rule("N10"), Rule("L11"), Rule("G1")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ended_by_its_holder_it_is_over_durably_and_says_who_ended_it(bool isBound)
    {
        var id = isBound ? await _cluster.AdmitBoundAsync() : await _cluster.AdmitAsync(SessionSamples.NewSubject());

        var ended = Assert.IsType<EndOutcome.Ended>(await EndAsync(id, isBound));

        Assert.Equal((id, 1), (ended.Receipt.Id, ended.Receipt.SessionsEnded));
        Assert.True(_cluster.Storage.HasTombstone(id));
        var info = await _cluster.InfoAsync(id);
        Assert.Equal((SessionStatus.Revoked, new RevocationOrder(RevocationReason.Logout, null, EndInitiator.Holder)), (info.Status, info.Order));
        Assert.Equal("refused: Revoked", isBound ? await _cluster.PresentAsync(id, _cluster.Prove()) : await _cluster.PresentAsync(id));

        // Over already: refused as a validation would be.
        Assert.Equal(SessionRefusal.Revoked, Assert.IsType<EndOutcome.Denied>(await EndAsync(id, isBound)).Verdict.Refusal);
        await _cluster.DeactivateAsync(id);
        Assert.Equal("refused: Revoked", isBound ? await _cluster.PresentAsync(id, _cluster.Prove()) : await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("A1"), Rule("A5")]
    public async Task Whoever_has_a_copy_of_the_token_cannot_log_the_owner_out()
    {
        var id = await _cluster.AdmitBoundAsync();
        var captured = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, captured));

        Assert.Equal(SessionRefusal.WrongKey, await DeniedAsync(id, _cluster.Prove(key: Holders.Thief)));
        Assert.Equal(SessionRefusal.ProofInvalid, await DeniedAsync(id, null));
        Assert.Equal(SessionRefusal.PossessionRequired, await DeniedAsync(id, null, TokenScheme.Bearer));
        Assert.Equal(SessionRefusal.ProofReplayed, await DeniedAsync(id, captured));

        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.False(_cluster.Storage.HasTombstone(id));
    }

    [Fact]
    [Rule("P-R3"), Rule("D10")]
    public async Task A_cold_session_asks_for_a_nonce_first_and_a_proof_that_ended_nothing_is_spent()
    {
        var id = await _cluster.AdmitBoundAsync();
        await _cluster.DeactivateAsync(id);
        var challenge = Assert.IsType<EndOutcome.Denied>(await _cluster.EndAsync(id, _cluster.Prove())).Verdict;
        Assert.Equal(SessionRefusal.NonceRequired, challenge.Refusal);
        var proof = _cluster.Prove(challenge.Nonce);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
        Assert.Equal(SessionRefusal.ProofReplayed, await DeniedAsync(id, proof));

        Assert.IsType<EndOutcome.Ended>(await _cluster.EndAsync(id, _cluster.Prove(challenge.Nonce)));
    }

    [Fact]
    [Rule("P-W3"), Rule("P-W1"), Rule("G1"), Rule("G6")]
    public async Task An_end_that_has_not_landed_is_not_acknowledged_and_is_said_to_be_over_only_when_it_has()
    {
        var id = await _cluster.AdmitBoundAsync();
        _cluster.Storage.Faults = operation => operation.Kind == StorageOperationKind.Write && operation.Key == id.ToString() ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        for (var time = 0; time < 2; time++)
        {
            var denied = Assert.IsType<EndOutcome.Denied>(await _cluster.EndAsync(id, _cluster.Prove()));
            Assert.Equal("unavailable: Storage", denied.Verdict.ToString());
            Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id, _cluster.Prove()));
        }

        _cluster.Storage.Faults = null;
        Assert.Equal(SessionRefusal.Revoked, await DeniedAsync(id, _cluster.Prove()));
        Assert.True(_cluster.Storage.HasTombstone(id));
    }

    [Fact]
    [Rule("P-F2"), Rule("G6")]
    public async Task Without_the_fence_nothing_is_ended()
    {
        var id = await _cluster.AdmitBoundAsync();
        _cluster.Fence.Drop();
        Assert.Equal("unavailable: Fence", Assert.IsType<EndOutcome.Denied>(await _cluster.EndAsync(id, _cluster.Prove())).Verdict.ToString());
        _cluster.Fence.Take();

        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
    }

    [Fact]
    public async Task An_idle_or_locked_session_can_be_left_without_authenticating_again()
    {
        var id = await _cluster.AdmitBoundAsync();
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout);

        Assert.Equal("refused: Idle", await _cluster.PresentAsync(id, _cluster.Prove()));
        Assert.IsType<EndOutcome.Ended>(await _cluster.EndAsync(id, _cluster.Prove()));
    }

    private Task<EndOutcome> EndAsync(SessionId id, bool isBound) =>
        isBound ? _cluster.EndAsync(id, _cluster.Prove()) : _cluster.EndAsync(id, null, TokenScheme.Bearer);

    private async Task<SessionRefusal> DeniedAsync(SessionId id, Abstractions.Possession.PossessionEvidence? evidence, TokenScheme scheme = TokenScheme.DPoP) =>
        Assert.IsType<EndOutcome.Denied>(await _cluster.EndAsync(id, evidence, scheme)).Verdict.Refusal;
}
