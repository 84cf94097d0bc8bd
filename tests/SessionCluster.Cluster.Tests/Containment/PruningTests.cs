using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Cluster.Tests.Containment;

/// <summary>An entry goes only when nothing is left that it refuses (P-C4, L23).</summary>
public sealed class PruningTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("P-C4"), Rule("L23")]
    public async Task While_one_session_has_no_tombstone_the_entry_stays_until_that_ones_deadline_is_past_by_every_clock()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 3);
        FailWritesOf(ids[1]);
        await _cluster.RevokeAllAsync(subject);
        await ContinueAsync(subject);
        Assert.Equal([true, false, true], ids.Select(_cluster.Storage.HasTombstone));

        // Clocks differ by up to 2 s and are set back: 5 s after the id's deadline it is past for all of them.
        _cluster.Clock.SetUtcNow(ids[1].Deadline + TimeSpan.FromSeconds(4));
        await ContinueAsync(subject);
        Assert.Equal([1L], _cluster.Storage.ContainmentEpochs(subject));

        _cluster.Clock.SetUtcNow(ids[1].Deadline + TimeSpan.FromSeconds(5));
        await ContinueAsync(subject);
        Assert.Empty(_cluster.Storage.ContainmentEpochs(subject));
        Assert.Equal(0, _cluster.Containment.Current.CutOffOf(subject.Key));
        Assert.False(_cluster.Storage.HasTombstone(ids[1]));
        _cluster.Storage.Faults = null;
    }

    [Fact]
    [Rule("P-C4")]
    public async Task An_entry_whose_cut_off_was_raised_since_it_was_examined_stays()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        FailWritesOf(id);
        await _cluster.RevokeAllAsync(subject);
        await _cluster.RevokeAllAsync(subject);

        Assert.True(await PruneAsync(subject, 1));

        Assert.Equal([2L], _cluster.Storage.ContainmentEpochs(subject));
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        _cluster.Storage.Faults = null;
    }

    [Fact]
    [Rule("P-C4"), Rule("L23"), Rule("G1")]
    public async Task An_entry_that_is_dropped_before_the_tombstone_lets_the_session_live_again()
    {
        var subject = SessionSamples.NewSubject();
        var id = await _cluster.AdmitAsync(subject);
        FailWritesOf(id);
        await _cluster.RevokeAllAsync(subject);

        // Nobody remembers but the entry: the activations that know more have gone.
        await ContinueAsync(subject);
        await _cluster.DeactivateAsync(subject);
        await _cluster.DeactivateAsync(id);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));

        await PruneAsync(subject, 1);

        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        _cluster.Storage.Faults = null;
    }

    private void FailWritesOf(SessionId id) =>
        _cluster.Storage.Faults = operation => operation.Kind == StorageOperationKind.Write && operation.Key == id.ToString() ? StorageFault.ThrowWithoutDoing : StorageFault.None;

    private Task<bool> PruneAsync(SubjectId subject, long cutOffEpoch) =>
        _cluster.SiloGrains.GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey).Prune(subject.Key, cutOffEpoch);

    /// <summary>Lets the subject go on, and waits until it has: calls on one subject queue.</summary>
    private async Task ContinueAsync(SubjectId subject)
    {
        await _cluster.SiloGrains.GetGrain<ISubjectLifecycleGrain>(subject.Key.ToString()).Continue();
        Assert.IsType<ListOutcome.Page>(await _cluster.SiloGrains.GetGrain<ISubjectGrain>(subject.Key.ToString()).List(new ListCall()));
    }
}
