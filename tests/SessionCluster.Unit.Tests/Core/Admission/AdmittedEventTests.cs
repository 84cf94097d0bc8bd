using CsCheck;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Core.Admission;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Admission;

/// <summary>An authentication event admits once, and is forgotten when its age alone would refuse it.</summary>
[Rule("N2")]
public sealed class AdmittedEventTests
{
    [Fact]
    public void An_event_admits_once()
    {
        var state = Listed(SampleCall.Valid, SampleCall.NobodyYet, SampleCall.Now);

        Assert.Null(SampleCall.Refusal());
        Assert.Equal(EstablishRefusal.Conflict, SampleCall.Refusal(state: state));
        Assert.Null(SampleCall.Refusal(WithEvent("event-2"), state));
        Assert.Equal(EstablishRefusal.Conflict, SampleCall.Refusal(SampleCall.At(SampleCall.Now), state));
    }

    [Fact]
    public void Without_an_id_an_authentication_admits_again_and_nothing_is_remembered()
    {
        var state = Listed(WithEvent(null), SampleCall.NobodyYet, SampleCall.Now);

        Assert.Empty(state.Events);
        Assert.Null(SampleCall.Refusal(WithEvent(null), state));
    }

    [Fact]
    public void An_event_is_remembered_until_605_s_after_its_authentication()
    {
        var state = Listed(SampleCall.Valid, SampleCall.NobodyYet, SampleCall.Now);
        var forgottenAt = Sample.Start.AddSeconds(605);

        Assert.Equal(forgottenAt, Assert.Single(state.Events).KeepUntil);
        Assert.Single(Listed(WithEvent(null), state, forgottenAt.AddTicks(-1)).Events);
        Assert.Empty(Listed(WithEvent(null), state, forgottenAt).Events);
    }

    [Fact]
    public void What_is_forgotten_is_refused_by_its_age() =>
        Gen.Select(Gen.Long[-5 * TimeSpan.TicksPerSecond, 600 * TimeSpan.TicksPerSecond], Gen.Long[0, 700 * TimeSpan.TicksPerSecond]).Sample((age, later) =>
        {
            // Admitted at an age of -5 s to 600 s; presented again, at any later instant, with the rest of the row rewritten meanwhile.
            var call = SampleCall.At(SampleCall.Now.AddTicks(-age));
            Assert.Null(SampleCall.Refusal(call));
            var again = SampleCall.Now.AddTicks(later);
            var state = Listed(WithEvent(null), Listed(call, SampleCall.NobodyYet, SampleCall.Now), again);

            Assert.NotNull(SampleCall.Refusal(call, state, now: again));
        }, iter: 2_000);

    [Fact]
    public void A_row_remembers_at_most_a_thousand_events_and_forgets_none_early()
    {
        var keepUntil = SampleCall.Now.AddSeconds(1);
        var full = SampleCall.NobodyYet with { Events = [.. Enumerable.Range(0, AdmissionOptions.MaxRememberedEvents).Select(number => AdmittedEvent.Of($"other-{number}", keepUntil))] };

        Assert.Equal(1_000, full.Events.Length);
        Assert.Equal(EstablishRefusal.SessionLimit, SampleCall.Refusal(state: full));
        Assert.Null(SampleCall.Refusal(state: full with { Events = full.Events[1..] }));
        Assert.Null(SampleCall.Refusal(WithEvent(null), full));
        Assert.Null(SampleCall.Refusal(state: full, now: keepUntil));
        Assert.Equal(EstablishRefusal.SessionLimit, SampleCall.Refusal(state: full, now: keepUntil.AddTicks(-1)));
    }

    [Fact]
    public void A_remembered_event_is_16_bytes_of_a_hash_and_not_the_id()
    {
        // printf event-1 | sha256sum
        var remembered = AdmittedEvent.Of("event-1", SampleCall.Now);

        Assert.Equal((0xce36863f51b6baf9UL, 0xd16397ffb3e9af50UL), (remembered.High, remembered.Low));
        Assert.True(remembered.IsSameEvent(AdmittedEvent.Of("event-1", default)));
        Assert.False(remembered.IsSameEvent(AdmittedEvent.Of("event-2", SampleCall.Now)));
        Assert.False(remembered.IsSameEvent(remembered with { Low = remembered.Low ^ 1 }));
        Assert.False(remembered.IsSameEvent(remembered with { High = remembered.High ^ 1 }));
    }

    private static EstablishCall WithEvent(string? id) => SampleCall.Valid with { Authentication = SampleCall.Valid.Authentication with { Id = id } };

    private static SubjectState Listed(EstablishCall call, SubjectState state, DateTimeOffset now) =>
        SubjectIndex.List(state, call.Subject, new(Sample.Id, call.Class, state.Epoch), call.Authentication, SampleCall.Options, now);
}
