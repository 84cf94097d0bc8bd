using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>A limit when sessions can't be asked or ended: in doubt nobody is admitted (G6), and what may be live counts (P-S5).</summary>
public sealed class LimitInDoubtTests(LimitedCluster limited) : IClassFixture<LimitedCluster>
{
    private const int Limit = LimitedCluster.OfClass;

    private readonly SessionTestCluster _cluster = limited.Cluster;

    [Theory]
    [Rule("N12"), Rule("G6"), Rule("N18")]
    [InlineData(LimitedCluster.Rolling, StorageOperationKind.Write)]
    [InlineData(LimitedCluster.Rolling, StorageOperationKind.Read)]
    [InlineData(LimitedCluster.Refusing, StorageOperationKind.Read)]
    internal async Task While_sessions_cannot_be_asked_or_ended_none_is_admitted(string sessionClass, StorageOperationKind failing)
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, Limit, sessionClass);
        foreach (var id in ids)
        {
            await _cluster.DeactivateAsync(id);
        }

        _cluster.Storage.Faults = operation => operation.GrainType == "session" && operation.Kind == failing ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.Storage), await _cluster.TryAdmitAsync(subject, sessionClass));
        _cluster.Storage.Faults = null;

        Assert.Equal(ids.Order(), _cluster.Storage.Subject(subject)!.Sessions.Select(session => session.Id));
        Assert.Equal(sessionClass == LimitedCluster.Rolling, await _cluster.TryAdmitAsync(subject, sessionClass) is EstablishOutcome.Established);
    }

    [Fact]
    [Rule("P-S5"), Rule("N12"), Rule("P-S1")]
    public async Task A_listed_session_without_a_row_counts_until_a_tombstone_stands_in_its_place()
    {
        var subject = SessionSamples.NewSubject();
        _cluster.Storage.Faults = operation => operation is { GrainType: "session", Kind: StorageOperationKind.Write } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        for (var attempt = 0; attempt < Limit; attempt++)
        {
            Assert.IsType<EstablishOutcome.Unavailable>(await _cluster.TryAdmitAsync(subject, LimitedCluster.Refusing));
        }

        // Each may have been inserted for all that is known; none is given up while nothing can be put in its place.
        var listed = _cluster.Storage.Subject(subject)!.Sessions.Select(session => session.Id).ToArray();
        Assert.Equal(Limit, listed.Length);
        Assert.IsType<EstablishOutcome.Unavailable>(await _cluster.TryAdmitAsync(subject, LimitedCluster.Refusing));
        Assert.Equal(listed, _cluster.Storage.Subject(subject)!.Sessions.Select(session => session.Id));

        _cluster.Storage.Faults = null;
        var admitted = await _cluster.AdmitAsync(subject, LimitedCluster.Refusing);
        Assert.All(listed, id => Assert.True(_cluster.Storage.HasTombstone(id)));
        Assert.Equal([admitted], await _cluster.ListAsync(subject));
    }

    [Fact]
    [Rule("N12"), Rule("L15")]
    public async Task With_a_store_that_forgets_the_index_the_limit_does_not_hold()
    {
        var subject = SessionSamples.NewSubject();
        var first = await _cluster.AdmitAsync(subject, LimitedCluster.Refusing);
        _cluster.Storage.Faults = operation => operation is { GrainType: "subject", Kind: StorageOperationKind.Write } ? StorageFault.AcknowledgeWithoutWriting : StorageFault.None;
        var forgotten = await _cluster.AdmitAsync(subject, Limit - 1, LimitedCluster.Refusing);
        _cluster.Storage.Faults = null;
        await _cluster.DeactivateAsync(subject);

        var more = await _cluster.AdmitAsync(subject, Limit - 1, LimitedCluster.Refusing);

        Assert.Equal((2 * Limit) - 1, await _cluster.CountAcceptedAsync([first, .. forgotten, .. more]));
    }

    [Fact]
    [Rule("P-C4"), Rule("P-S5"), Rule("G1"), Rule("L15")]
    public async Task What_is_past_its_deadline_by_one_clock_only_stays_listed_so_that_a_cut_off_covers_it()
    {
        var subject = SessionSamples.NewSubject();
        var id = await ExpiredAtTheLimitAsync(subject);
        await _cluster.RevokeAllAsync(subject);
        await _cluster.Storage.UntilPrunedAsync(subject);

        // Clocks differ by up to 2 s: by another one the session would not have ended yet.
        await PutClockBackAsync(id);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-C4"), Rule("P-S1"), Rule("G1")]
    public async Task What_no_index_lists_outlives_the_cut_off_by_the_difference_of_the_clocks()
    {
        var subject = SessionSamples.NewSubject();
        var id = await ExpiredAtTheLimitAsync(subject);
        var state = _cluster.Storage.Subject(subject)!;
        _cluster.Storage.Put("subject", subject.Key.ToString(), state with { Sessions = state.Sessions.RemoveAll(session => session.Id == id) });
        await _cluster.DeactivateAsync(subject);
        await _cluster.RevokeAllAsync(subject);
        await _cluster.Storage.UntilPrunedAsync(subject);

        await PutClockBackAsync(id);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    /// <summary>A session that no longer counts, because another was admitted at the limit once its deadline had come.</summary>
    private async Task<SessionId> ExpiredAtTheLimitAsync(SubjectId subject)
    {
        var ids = await _cluster.AdmitAsync(subject, Limit, LimitedCluster.Refusing);
        await _cluster.KeepUntilAsync(ids, (await _cluster.InfoAsync(ids[0])).Facts.AbsoluteDeadline);
        await _cluster.AdmitAsync(subject, LimitedCluster.Refusing);
        return ids[0];
    }

    private async Task PutClockBackAsync(SessionId id)
    {
        await _cluster.DeactivateAsync(id);
        _cluster.Clock.AdjustTime(_cluster.Clock.GetUtcNow() - TimeSpan.FromSeconds(2));
    }
}
