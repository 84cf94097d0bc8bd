using CsCheck;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Unit.Tests.Abstractions.Wire;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

public sealed class SubjectIndexTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    private static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(5);

    private static readonly AuthenticationEvent Anonymous = new(["pwd"], Now);

    private static readonly Gen<SessionId> Ids = Gen.Select(Gen.Byte, Gen.Int[1, 60], Gen.Byte.Array[SessionId.RandomSize]).Select((shard, minutes, random) => SessionId.Create(shard, Now.AddMinutes(minutes), random));

    [Fact]
    [Rule("L15")]
    public void Every_session_is_listed_once_in_the_order_of_ids() =>
        Ids.Array[0, 40].Sample(ids =>
        {
            var state = ids.Concat(ids).Aggregate(SampleCall.NobodyYet, (former, id) => List(former, id, Now));

            Assert.Equal(ids.Distinct().Order(), state.Sessions.Select(session => session.Id));
        }, iter: 300);

    [Fact]
    public void Listing_names_the_subject_and_keeps_the_cut_off()
    {
        var cutOff = CutOff(new SubjectState(), Now);
        var state = List(cutOff, Sample.Id, Now);

        Assert.Equal((Sample.Subject.Key, Sample.Subject), (state.Key, state.Subject));
        Assert.Equal((cutOff.Epoch, cutOff.Contained, cutOff.CutOff), (state.Epoch, state.Contained, state.CutOff));
        Assert.Equal(new ListedSession(Sample.Id, SampleCall.Interactive.Name, 1), Assert.Single(state.Sessions));
    }

    [Theory]
    [Rule("P-S5")]
    [InlineData(-1, 2)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public void A_session_is_dropped_5_s_past_its_ids_deadline_when_it_is_past_for_every_clock(long ticks, int left)
    {
        var former = List(SampleCall.NobodyYet, Id(1, 10), Now);
        var now = Now.AddMinutes(10) + ClockMargin + TimeSpan.FromTicks(ticks);

        Assert.Equal(left, List(former, Id(2, 60), now).Sessions.Length);
        Assert.Equal(left - 1, SubjectIndex.PossiblyLive(former, now).Length);
        Assert.Equal(left - 1, SubjectIndex.Owed(CutOff(former, Now), now).Length);
    }

    [Fact]
    public void What_has_ended_is_dropped_and_nothing_else()
    {
        var state = List(List(List(SampleCall.NobodyYet, Id(1, 10), Now), Id(2, 10), Now), Id(3, 10), Now);

        Assert.Equal([Id(1, 10), Id(3, 10)], SubjectIndex.Drop(state, new HashSet<SessionId> { Id(2, 10), Id(9, 10) }).Sessions.Select(session => session.Id));
        Assert.Equal(state.Sessions, SubjectIndex.Drop(state, new HashSet<SessionId>()).Sessions);
    }

    [Fact]
    [Rule("N11"), Rule("L13"), Rule("P-S2")]
    public void A_cut_off_ends_every_session_of_the_subject_without_touching_one()
    {
        var before = Enumerable.Range(0, 100).Aggregate(SampleCall.NobodyYet, (state, number) => List(state, Id((byte)number, 10), Now));
        var decided = CutOff(before, Now);
        var inForce = SubjectIndex.RaiseContained(decided, decided.Epoch);
        var later = List(inForce, Id(200, 10), Now);

        Assert.Equal((100, 0), (SubjectIndex.PossiblyLive(before, Now).Length, SubjectIndex.Owed(before, Now).Length));
        Assert.Equal((100, 100), (SubjectIndex.PossiblyLive(decided, Now).Length, SubjectIndex.Owed(decided, Now).Length));
        Assert.Equal((0, 100), (SubjectIndex.PossiblyLive(inForce, Now).Length, SubjectIndex.Owed(inForce, Now).Length));
        Assert.True(before.Sessions == decided.Sessions, "A cut-off rewrites the list.");
        Assert.Equal(Id(200, 10), Assert.Single(SubjectIndex.PossiblyLive(later, Now)).Id);
        Assert.Equal(100, SubjectIndex.Owed(later, Now).Length);
        Assert.Empty(SubjectIndex.Owed(later, Now.AddMinutes(10) + ClockMargin));
    }

    [Fact]
    [Rule("P-S2"), Rule("P-S3")]
    public void A_cut_off_raises_the_epoch_and_leaves_containment_below_it()
    {
        var cutOff = SubjectIndex.CutOff(new SubjectState { Epoch = 4, Contained = 4 }, Sample.Subject, Sample.Order, Sample.EventId, Now);

        Assert.Equal((Sample.Subject.Key, Sample.Subject, 5L, 4L), (cutOff.Key, cutOff.Subject, cutOff.Epoch, cutOff.Contained));
        Assert.Equal(new SubjectCutOff(5, Now, Sample.Order, Sample.EventId), cutOff.CutOff);
        Assert.Equal(5, SubjectIndex.RaiseContained(cutOff, 5).Contained);
        Assert.Equal(4, SubjectIndex.RaiseContained(cutOff, 3).Contained);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    public void The_instant_of_a_cut_off_never_goes_back(long ticks, long expected)
    {
        var second = CutOff(CutOff(SampleCall.NobodyYet, Now), Now.AddTicks(ticks));

        Assert.Equal((2L, Now.AddTicks(expected)), (second.Epoch, second.CutOff!.RevokedAt));
    }

    [Fact]
    [Rule("P-S2"), Rule("L9")]
    public void No_sequence_of_changes_lowers_an_epoch_or_revives_what_was_cut_off() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[-2, 120], Ids).Array[0, 60].Sample(changes =>
        {
            var state = SampleCall.NobodyYet;
            var ended = new HashSet<SessionId>();
            var clock = Now;
            foreach (var (change, seconds, id) in changes)
            {
                var former = state;
                clock = clock.AddSeconds(seconds);
                state = change switch
                {
                    0 or 1 => List(state, id, clock),
                    2 => CutOff(state, clock),
                    3 => SubjectIndex.Drop(state, state.Sessions.Take(1).Select(session => session.Id).ToHashSet()),
                    _ => SubjectIndex.RaiseContained(state, state.Epoch - (seconds & 1)),
                };
                ended.UnionWith(state.Sessions.Where(session => session.AdmissionEpoch < state.Contained).Select(session => session.Id));
                ended.ExceptWith(change is 0 or 1 ? [id] : []);

                Assert.True(state.Epoch >= former.Epoch && state.Contained >= former.Contained);
                Assert.True(former.CutOff is null || (state.CutOff is not null && state.CutOff.Epoch >= former.CutOff.Epoch && state.CutOff.RevokedAt >= former.CutOff.RevokedAt));
                Assert.Equal(state.CutOff?.Epoch ?? 0, state.Epoch);
                Assert.Empty(SubjectIndex.PossiblyLive(state, clock).Select(session => session.Id).Intersect(ended));
                AssertNobodyIsForgotten(state, clock);
            }
        }, iter: 500);

    [Fact]
    public void An_index_at_its_ceiling_is_small()
    {
        var sessions = Enumerable.Range(0, AdmissionOptions.MaxSessionsCeiling).Select(number => new ListedSession(Id((byte)number, number % 60, (byte)(number / 256)), SampleCall.Interactive.Name, number));
        var events = Enumerable.Range(0, AdmissionOptions.MaxRememberedEvents).Select(number => AdmittedEvent.Of($"event-{number}", Now));

        var bytes = OrleansWire.Bytes(SampleCall.NobodyYet with { Sessions = [.. sessions], Events = [.. events] }).Length;

        // An Azure table row holds a mebibyte; a session's line is about 40 bytes.
        Assert.InRange(bytes, 2_000 * 32, 2_000 * 64 + 1_000 * 64);
    }

    [Fact]
    public void Nothing_missing_is_changed()
    {
        var line = new ListedSession(Sample.Id, SampleCall.Interactive.Name, 0);

        Assert.Throws<ArgumentNullException>(() => SubjectIndex.List(null!, Sample.Subject, line, Anonymous, SampleCall.Options, Now));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.List(SampleCall.NobodyYet, Sample.Subject, line, null!, SampleCall.Options, Now));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.List(SampleCall.NobodyYet, Sample.Subject, line, Anonymous, null!, Now));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.Drop(null!, new HashSet<SessionId>()));
        Assert.Throws<ArgumentNullException>(() => CutOff(null!, Now));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.RaiseContained(null!, 1));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.PossiblyLive(null!, Now));
        Assert.Throws<ArgumentNullException>(() => SubjectIndex.Owed(null!, Now));
    }

    [Fact]
    public void A_row_says_under_which_key_it_was_written()
    {
        Assert.True(SampleCall.NobodyYet.BelongsTo(Sample.Subject.Key.ToString()));
        Assert.False(SampleCall.NobodyYet.BelongsTo(Sample.SubjectOf("bob").Key.ToString()));
    }

    private static void AssertNobodyIsForgotten(SubjectState state, DateTimeOffset now)
    {
        var live = SubjectIndex.PossiblyLive(state, now);
        var owed = SubjectIndex.Owed(state, now);

        Assert.Equal(state.Sessions.Where(session => session.Id.Deadline + ClockMargin > now), live.Union(owed).OrderBy(session => session.Id));
        Assert.All(owed, session => Assert.True(session.AdmissionEpoch < state.Epoch));
        Assert.Equal(owed.OrderBy(session => session.Id), owed);

        // Both live and owed are those of a cut-off that was decided and is not in force yet.
        Assert.All(live.Intersect(owed), session => Assert.InRange(session.AdmissionEpoch, state.Contained, state.Epoch - 1));
    }

    private static SessionId Id(byte shard, int minutes, byte random = 0) => SessionId.Create(shard, Now.AddMinutes(minutes), [random, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);

    private static SubjectState List(SubjectState state, SessionId id, DateTimeOffset now) =>
        SubjectIndex.List(state, Sample.Subject, new(id, SampleCall.Interactive.Name, state.Epoch), Anonymous, SampleCall.Options, now);

    private static SubjectState CutOff(SubjectState state, DateTimeOffset now) => SubjectIndex.CutOff(state, Sample.Subject, Sample.Order, Sample.EventId, now);
}
