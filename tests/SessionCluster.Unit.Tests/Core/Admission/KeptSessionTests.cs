using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

/// <summary>A cut-off that lets one session go on (P-S4).</summary>
public sealed class KeptSessionTests
{
    private static readonly SessionId Kept = Id(1);

    private static readonly SessionId Other = Id(2);

    [Fact]
    [Rule("P-S4"), Rule("N11")]
    public void The_kept_one_goes_on_and_is_owed_nothing()
    {
        var state = SubjectIndex.RaiseContained(CutOff(Listed(), Kept), 1);

        Assert.Equal(Kept, state.CutOff!.Kept);
        Assert.Equal([Kept], SubjectIndex.PossiblyLive(state, Sample.Start).Select(session => session.Id));
        Assert.Equal([Other], SubjectIndex.Owed(state, Sample.Start).Select(session => session.Id));
        Assert.Equal(0, SubjectIndex.PossiblyLive(state, Sample.Start).Single().AdmissionEpoch);
    }

    [Fact]
    [Rule("P-S4"), Rule("L9")]
    public void The_next_cut_off_does_not_inherit_it()
    {
        var state = SubjectIndex.RaiseContained(CutOff(CutOff(Listed(), Kept), default), 2);

        Assert.True(state.CutOff!.Kept.IsUnset);
        Assert.Empty(SubjectIndex.PossiblyLive(state, Sample.Start));
        Assert.Equal([Kept, Other], SubjectIndex.Owed(state, Sample.Start).Select(session => session.Id));
    }

    [Fact]
    public void An_event_is_remembered_for_as_long_as_it_could_be_used_again_and_lists_nothing()
    {
        var used = new AuthenticationEvent(["pwd"], Sample.Start, "event-2");
        var state = SubjectIndex.Note(Listed(), used, SampleCall.Options, Sample.Start);

        Assert.Equal(2, state.Sessions.Length);
        Assert.Equal(EstablishRefusal.Conflict, AdmissionRules.CheckAuthentication(state, used, SampleCall.Options, Sample.Start)!.Refusal);
        Assert.Null(AdmissionRules.CheckAuthentication(state, used with { Id = "event-3" }, SampleCall.Options, Sample.Start));
        Assert.Empty(SubjectIndex.Note(state, used with { Id = null }, SampleCall.Options, Sample.Start.AddSeconds(605)).Events);
        Assert.True(SubjectIndex.Lists(state, Kept) && !SubjectIndex.Lists(state, Id(3)));
    }

    private static SubjectState Listed() => new[] { Kept, Other }.Aggregate(SampleCall.NobodyYet, (state, id) =>
        SubjectIndex.List(state, Sample.Subject, new(id, SampleCall.Interactive.Name, 0), new(["pwd"], Sample.Start), SampleCall.Options, Sample.Start));

    private static SubjectState CutOff(SubjectState state, SessionId kept) => SubjectIndex.CutOff(state, Sample.Subject, Sample.Order, Sample.EventId, kept, Sample.Start);

    private static SessionId Id(byte number) => SessionId.Create(number, Sample.Start.AddMinutes(30), [number, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
}
