using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>The write that ends a session fails, and its outcome is unknown.</summary>
public sealed class FailedRevocationTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private const string Refused = "refused: Revoked";

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("P-W2"), Rule("P-W3"), Rule("L6"), Rule("L9"), Rule("G1")]
    [MemberData(nameof(FailedWrites.Table), MemberType = typeof(FailedWrites))]
    public async Task A_revocation_is_done_or_in_doubt_and_from_then_on_nothing_is_accepted(WriteFailure failure, int tries)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var failing = Fail(id, failure, tries);

        var first = await _cluster.TryRevokeAsync(id);

        Assert.NotEqual(0, failing.Failed);
        if (tries == 1 || failure == WriteFailure.WriteThenThrow)
        {
            Assert.IsType<RevokeOutcome.Revoked>(first);
        }
        else
        {
            Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.Storage), first);
        }

        Assert.Equal(first is RevokeOutcome.Revoked, _cluster.Storage.HasTombstone(id));
        Assert.Equal(Refused, await _cluster.PresentAsync(id));
        failing.Heal();
        var receipt = await _cluster.RevokeAsync(id);
        Assert.True(first is not RevokeOutcome.Revoked before || before.Receipt == receipt);
        Assert.True(_cluster.Storage.HasTombstone(id));

        await _cluster.DeactivateAsync(id);
        Assert.Equal(Refused, await _cluster.PresentAsync(id));
        Assert.Equal(receipt, await _cluster.RevokeAsync(id));
    }

    [Theory]
    [Rule("P-W3"), Rule("P-W6")]
    [InlineData(WriteFailure.ThrowWithoutDoing)]
    [InlineData(WriteFailure.RivalVersion)]
    public async Task An_end_that_could_not_be_stored_is_stored_when_the_activation_leaves(WriteFailure failure)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using (Fail(id, failure, FailedWrites.Always))
        {
            Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeAsync(id));
        }

        await _cluster.DeactivateAsync(id);

        Assert.True(_cluster.Storage.HasTombstone(id));
        Assert.Equal(Refused, await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W3")]
    public async Task An_end_is_sticky_however_often_the_row_is_read_again()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var failing = Fail(id, WriteFailure.RivalVersion, FailedWrites.Always);
        for (var round = 0; round < 5; round++)
        {
            Assert.IsType<RevokeOutcome.Unavailable>(await _cluster.TryRevokeAsync(id));
            Assert.Null(_cluster.Storage.Session(id)!.Tombstone);
            Assert.Equal(Refused, await _cluster.PresentAsync(id));
        }
    }

    [Fact]
    [Rule("P-W3")]
    public async Task Where_the_row_has_gone_a_revocation_that_is_repeated_puts_a_tombstone_there()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        _cluster.Storage.Remove("session", id.ToString());

        await _cluster.RevokeAsync(id);

        Assert.True(_cluster.Storage.HasTombstone(id));
    }

    [Fact]
    [Rule("P-W3"), Rule("G1")]
    public async Task A_store_that_acknowledges_without_writing_lets_a_revoked_session_live_again()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        _cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "session" } ? StorageFault.AcknowledgeWithoutWriting : StorageFault.None;
        await _cluster.RevokeAsync(id);
        _cluster.Storage.Faults = null;

        await _cluster.DeactivateAsync(id);

        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("G1"), Rule("N20")]
    public async Task Revoking_in_parallel_gives_one_receipt()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());

        var receipts = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _cluster.RevokeAsync(id)));

        var receipt = Assert.Single(receipts.Distinct());
        Assert.Equal(1, receipt.SessionsEnded);
    }

    private FailedWrites Fail(SessionId id, WriteFailure failure, int tries) => FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString());
}
