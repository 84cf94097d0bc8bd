using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Sessions;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>P-S1: choose the id, list it durably, insert the row, look at the cut-off again, answer.</summary>
public sealed class EstablishOrderTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("P-S1"), Rule("L19")]
    public async Task Establishing_is_two_writes_the_index_first()
    {
        // A cluster of its own: in a shared one another test's tombstones may still be on their way.
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        using var journal = new WriteJournal(cluster.Storage);

        var id = await cluster.AdmitAsync(subject);

        Assert.Equal([$"subject/{subject.Key}", $"session/{id}"], journal.Rows);
    }

    [Fact]
    [Rule("P-S1"), Rule("G3")]
    public async Task Nothing_is_acknowledged_before_the_row_has_landed()
    {
        var subject = SessionSamples.NewSubject();
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "session");

        var establishing = _cluster.TryAdmitAsync(subject);
        await gate.Reached;
        var listed = Assert.Single(_cluster.Storage.Subject(subject)!.Sessions);
        Assert.Null(_cluster.Storage.Session(listed.Id));
        Assert.False(establishing.IsCompleted);
        gate.Open();

        Assert.Equal(listed.Id, Assert.IsType<EstablishOutcome.Established>(await establishing).Id);
        Assert.NotNull(_cluster.Storage.Session(listed.Id));
    }

    [Theory]
    [Rule("P-S1"), Rule("G3"), Rule("L9")]
    [InlineData("subject", 0)]
    [InlineData("session", 1)]
    public async Task A_session_that_could_not_be_stored_is_never_acknowledged_and_a_row_never_stands_without_its_index(string grainType, int listed)
    {
        var subject = SessionSamples.NewSubject();
        _cluster.Storage.Faults = operation =>
            operation.Kind == StorageOperationKind.Write && operation.GrainType == grainType ? StorageFault.ThrowWithoutDoing : StorageFault.None;

        Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.Storage), await _cluster.TryAdmitAsync(subject));
        _cluster.Storage.Faults = null;

        var sessions = _cluster.Storage.Subject(subject)?.Sessions ?? [];
        Assert.Equal(listed, sessions.Length);
        Assert.All(sessions, session => Assert.Null(_cluster.Storage.Session(session.Id)));
        Assert.Equal("accepted", await _cluster.PresentAsync(await _cluster.AdmitAsync(subject)));
    }

    [Fact]
    [Rule("P-S1")]
    public async Task A_cut_off_between_insert_and_answer_is_seen_by_the_second_look()
    {
        // A cluster of its own: its set is put ahead of its log, so that no later revocation could be brought in force.
        await using var cluster = await SessionTestCluster.StartAsync();
        var subject = SessionSamples.NewSubject();
        using var gate = StorageGate.CloseForWrites(cluster.Storage, "session");

        // A rival activation of the subject cuts off: this activation's own queue does not hold it back.
        var establishing = cluster.TryAdmitAsync(subject);
        await gate.Reached;
        var known = cluster.Containment.Current;
        cluster.Containment.Offer(known.With(known.Version + 1, subject.Key, cutOffEpoch: 1));
        gate.Open();

        Assert.Equal(EstablishRefusal.Reauthenticate, Assert.IsType<EstablishOutcome.Refused>(await establishing).Refusal);
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(Assert.Single(cluster.Storage.Subject(subject)!.Sessions).Id));
    }

    [Fact]
    [Rule("N2")]
    public async Task The_subject_chooses_the_id_and_no_message_has_a_member_for_one()
    {
        Type[] requests = [typeof(EstablishCall), typeof(EstablishDescriptor), typeof(Abstractions.Assurance.AuthenticationEvent)];
        Assert.All(requests, request => Assert.DoesNotContain(request.GetProperties(), property => property.PropertyType == typeof(SessionId)));

        // Equal calls, and ids that have nothing in common but the deadline.
        var subject = SessionSamples.NewSubject();
        var call = _cluster.Call(subject);
        var first = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call));
        var second = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call));
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.AbsoluteDeadline, first.Id.Deadline);
        Assert.NotEqual(first.Id.ToString()[10..], second.Id.ToString()[10..]);
    }

    [Fact]
    [Rule("L15")]
    public async Task A_second_session_for_the_same_client_is_listed_too_and_ended_too()
    {
        var subject = SessionSamples.NewSubject();
        var ids = await _cluster.AdmitAsync(subject, 3);

        Assert.Equal(ids.Order(), await _cluster.ListAsync(subject));
        Assert.Equal(3, (await _cluster.RevokeAllAsync(subject)).SessionsEnded);
        Assert.Equal(0, await _cluster.CountAcceptedAsync(ids));
    }
}
