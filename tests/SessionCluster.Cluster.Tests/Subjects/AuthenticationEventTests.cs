using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Admission;

namespace SessionCluster.Cluster.Tests.Subjects;

/// <summary>An authentication event admits once (N2): again, at the same time, after a lost answer, and until its age alone refuses it.</summary>
public sealed class AuthenticationEventTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private readonly SessionTestCluster _cluster = shared.Cluster;

    [Fact]
    [Rule("N2"), Rule("N20")]
    public async Task Of_twenty_establishments_from_one_event_at_the_same_time_one_is_admitted()
    {
        var call = Call(SessionSamples.NewSubject());
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _cluster.TryAdmitAsync(call)));

        Assert.Single(outcomes.OfType<EstablishOutcome.Established>());
        Assert.Equal(19, outcomes.Count(outcome => outcome is EstablishOutcome.Refused { Refusal: EstablishRefusal.Conflict }));
        Assert.Single(await _cluster.ListAsync(call.Subject));
    }

    [Fact]
    [Rule("N2")]
    public async Task An_event_of_one_subject_is_none_of_another()
    {
        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(Call(SessionSamples.NewSubject())));
        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(Call(SessionSamples.NewSubject())));
    }

    [Fact]
    [Rule("N2")]
    public async Task An_event_is_remembered_until_its_age_refuses_it()
    {
        var call = Call(SessionSamples.NewSubject());
        call = call with { Authentication = call.Authentication with { AuthenticatedAt = _cluster.Clock.GetUtcNow().AddSeconds(5) } };
        Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call));

        _cluster.Clock.Advance(TimeSpan.FromSeconds(605));
        Assert.Equal(EstablishRefusal.Conflict, await _cluster.RefusedAsync(call));
        _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(EstablishRefusal.Reauthenticate, await _cluster.RefusedAsync(call));

        // Past its age it is forgotten at the next write, and still does not admit.
        await _cluster.AdmitAsync(call.Subject);
        _cluster.Clock.Advance(TimeSpan.FromSeconds(5));
        await _cluster.AdmitAsync(call.Subject);
        Assert.Empty(_cluster.Storage.Subject(call.Subject)!.Events);
        Assert.Equal(EstablishRefusal.Reauthenticate, await _cluster.RefusedAsync(call));
    }

    [Theory]
    [Rule("N2"), Rule("P-W2")]
    [InlineData("subject")]
    [InlineData("session")]
    public async Task An_event_whose_establishment_has_an_unknown_outcome_does_not_admit_again(string unknown)
    {
        // Everything lands, and the subject is told that nothing did; nor can it read.
        var call = Call(SessionSamples.NewSubject());
        await _cluster.AdmitAsync(call.Subject);
        _cluster.Storage.Faults = operation => operation.GrainType == unknown
            ? operation.Kind == StorageOperationKind.Write ? StorageFault.WriteThenThrow : StorageFault.ThrowWithoutDoing
            : StorageFault.None;
        Assert.Equal(new EstablishOutcome.Unavailable(UnavailableReason.Storage), await _cluster.TryAdmitAsync(call));
        _cluster.Storage.Faults = null;

        Assert.Single(_cluster.Storage.Subject(call.Subject)!.Events);
        Assert.Equal(EstablishRefusal.Conflict, await _cluster.RefusedAsync(call));
    }

    [Fact]
    [Rule("N2"), Rule("N12")]
    public async Task What_a_rival_wrote_meanwhile_is_decided_upon_again()
    {
        // Another activation of the same subject admits from the same event, between this one's decision and its write.
        var call = Call(SessionSamples.NewSubject());
        await _cluster.AdmitAsync(call.Subject);
        var before = _cluster.Storage.Subject(call.Subject)!;
        using var gate = StorageGate.CloseForWrites(_cluster.Storage, "subject");
        var establishing = _cluster.TryAdmitAsync(call);
        await gate.Reached;
        _cluster.Storage.Gate = null;
        await WriteAsRivalAsync(call, before);
        gate.Open();

        Assert.Equal(EstablishRefusal.Conflict, Assert.IsType<EstablishOutcome.Refused>(await establishing).Refusal);
        Assert.Single(_cluster.Storage.Subject(call.Subject)!.Events);
    }

    private EstablishCall Call(SubjectId subject)
    {
        var call = _cluster.Call(subject);
        return call with { Authentication = call.Authentication with { Id = "event-1" } };
    }

    private async Task WriteAsRivalAsync(EstablishCall call, SubjectState before)
    {
        var now = _cluster.Clock.GetUtcNow();
        var listed = new ListedSession(SessionId.Create(0, now.AddHours(1), new byte[SessionId.RandomSize]), call.Class, before.Epoch);
        var row = new Orleans.GrainState<SubjectState>();
        await _cluster.Storage.ReadStateAsync("state", GrainId.Create("subject", call.Subject.Key.ToString()), row);
        row.State = SubjectIndex.List(before, call.Subject, listed, call.Authentication, new AdmissionOptions(), now);
        await _cluster.Storage.WriteStateAsync("state", GrainId.Create("subject", call.Subject.Key.ToString()), row);
    }
}
