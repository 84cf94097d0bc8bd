using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Budgets;

/// <summary>The write that reserves uses fails, and its outcome is unknown: then the block is burnt (P-B1).</summary>
public sealed class FailedReservationTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    // Below 8 each use is reserved when it is used: one write for each.
    private const int Limit = 7;

    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Theory]
    [Rule("P-B1"), Rule("P-W2"), Rule("G5"), Rule("L6")]
    [InlineData(WriteFailure.ThrowWithoutDoing, 1, 0)]
    [InlineData(WriteFailure.ThrowWithoutDoing, FailedWrites.Always, 0)]
    [InlineData(WriteFailure.RivalVersion, 1, 0)]
    [InlineData(WriteFailure.RivalVersion, FailedWrites.Always, 0)]
    [InlineData(WriteFailure.WriteThenThrow, 1, 1)]
    [InlineData(WriteFailure.WriteThenThrow, FailedWrites.Always, 3)]
    public async Task A_reservation_of_unknown_outcome_is_burnt_and_no_other_use_is_lost(WriteFailure failure, int tries, int burnt)
    {
        var id = await _cluster.AdmitWithUsesAsync(Limit);
        var accepted = await _cluster.UseAsync(id, 2);
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString());

        var verdict = await _cluster.PresentAsync(id);

        Assert.NotEqual(0, failing.Failed);
        Assert.Equal(tries == 1 ? "accepted" : "unavailable: Storage", verdict);
        failing.Heal();
        accepted += verdict == "accepted" ? 1 : 0;
        accepted += await _cluster.UseAsync(id, 2 * Limit);
        Assert.Equal(Limit - burnt, accepted);
        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-B1"), Rule("G5")]
    public async Task A_limit_of_one_may_be_burnt_but_is_never_used_twice()
    {
        var id = await _cluster.AdmitWithUsesAsync(1);
        using (FailedWrites.Of(_cluster.Storage, WriteFailure.WriteThenThrow, 1, "session", id.ToString()))
        {
            Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
        }

        Assert.Equal("refused: UsesExhausted", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-B2"), Rule("P-W2")]
    public async Task All_callers_of_a_reservation_that_failed_are_in_doubt_and_it_is_tried_once_for_all()
    {
        var id = await _cluster.AdmitWithUsesAsync(Limit);
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");
        using var failing = FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session", id.ToString());

        var waiting = Enumerable.Range(0, 20).Select(_ => _cluster.PresentAsync(id)).ToArray();
        await gate.Reached;
        await _cluster.InfoAsync(id);
        gate.Open();

        Assert.All(await Task.WhenAll(waiting), verdict => Assert.Equal("unavailable: Storage", verdict));
        Assert.Equal(3, failing.Failed);
    }

    [Theory]
    [Rule("P-B1"), Rule("G5"), Rule("L22")]
    [InlineData(StorageFault.None, Limit)]
    [InlineData(StorageFault.AcknowledgeWithoutWriting, 2 * Limit)]
    internal async Task A_limit_holds_through_reloads_unless_the_store_acknowledges_without_writing(StorageFault fault, int expected)
    {
        var id = await _cluster.AdmitWithUsesAsync(Limit);
        _cluster.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Write, GrainType: "session" } ? fault : StorageFault.None;
        var accepted = await _cluster.UseAsync(id, 2 * Limit);
        _cluster.Storage.Faults = null;

        await _cluster.DeactivateAsync(id);

        Assert.Equal(expected, accepted + await _cluster.UseAsync(id, 2 * Limit));
    }
}
