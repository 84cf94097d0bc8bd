using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Events;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Events;

/// <summary>Which events a change of a row is: a row of the table for each, and none for what is no event.</summary>
public sealed class SessionLedgerTests
{
    private static readonly DateTimeOffset At = Sample.Start.AddMinutes(3);

    private static readonly SessionState Live = Written(null, Sample.State());

    private static readonly SessionTombstone Expired = new() { Status = SessionStatus.Expired, EndedAt = Sample.Start + Sample.Absolute, EventId = Sample.EventId };

    /// <summary>What is written over what, and what that is.</summary>
    private static readonly Dictionary<string, (SessionState? Before, SessionState After, string[] Events)> Changes = new()
    {
        ["establishment"] = (null, Sample.State(), ["session-established by login at 0"]),
        ["use"] = (Live, Live with { LastUsedAt = At }, []),
        ["staged successor"] = (Live, Live with { Rotation = new() { Pending = [Candidate] } }, []),
        ["confirmed successor"] = (Live, Rotated(1), ["session-rotated by Holder at 180: 1"]),
        ["second rotation"] = (Rotated(1), Rotated(2), ["session-rotated by Holder at 180: 2"]),
        ["step-up"] = (Live, SteppedUp(1), ["assurance-level-change by Holder at 180 aal2: 1"]),
        ["second step-up"] = (SteppedUp(1), SteppedUp(2), ["assurance-level-change by Holder at 180 aal2: 2"]),
        ["step-up to another level"] = (Live, SteppedUp(1) with { Facts = Sample.Facts() with { Assurance = AssuranceLevel.Aal3 } }, ["assurance-level-change by Holder at 180 aal3: 1"]),
        ["lock"] = (Live, Locked(SessionRefusal.ContextChanged), ["session-locked by Policy at 180 context_changed"]),
        ["lock when idle"] = (Live, Locked(SessionRefusal.Idle), ["session-locked by Policy at 180 idle"]),
        ["lock that stands"] = (Locked(SessionRefusal.Idle), Locked(SessionRefusal.Idle) with { LastUsedAt = At }, []),
        ["step-up that opens a lock"] = (Locked(SessionRefusal.Idle), SteppedUp(1), ["assurance-level-change by Holder at 180 aal2: 1"]),
        ["step-up and another lock"] = (Locked(SessionRefusal.Idle), SteppedUp(1) with { Lock = Locked(SessionRefusal.ContextChanged).Lock }, ["assurance-level-change by Holder at 180 aal2: 1", "session-locked by Policy at 180 context_changed"]),
        ["taint"] = (Live, Live with { TaintedAt = At }, ["session-tainted by Policy at 180"]),
        ["taint that stands"] = (Live with { TaintedAt = At }, Live with { TaintedAt = At, LastUsedAt = At }, []),
        ["rotation that clears a taint"] = (Live with { TaintedAt = At }, Rotated(1), ["session-rotated by Holder at 180: 1"]),
        ["end"] = (Live, Live with { Tombstone = Sample.Tombstone() }, ["session-revoked by helpdesk at 300 other: a laptop was lost"]),
        ["end of a locked one"] = (Locked(SessionRefusal.Idle), Locked(SessionRefusal.Idle) with { Tombstone = Sample.Tombstone() }, ["session-revoked by helpdesk at 300 other: a laptop was lost"]),
        ["lock and end at once"] = (Live, Locked(SessionRefusal.ContextChanged) with { Tombstone = Sample.Tombstone() }, ["session-locked by Policy at 180 context_changed", "session-revoked by helpdesk at 300 other: a laptop was lost"]),
        ["end that stands"] = (Live with { Tombstone = Sample.Tombstone() }, Live with { Tombstone = Sample.Tombstone(), LastUsedAt = At }, []),
        ["end before the insert"] = (null, Sample.State() with { Tombstone = Sample.Tombstone() }, ["session-established by login at 0", "session-revoked by helpdesk at 300 other: a laptop was lost"]),
        ["end where no row is"] = (null, new() { Id = Sample.Id, Tombstone = Sample.Tombstone() }, ["session-revoked by helpdesk at 300 other: a laptop was lost"]),
        ["absolute deadline"] = (Live, Live with { Tombstone = Expired }, ["session-expired by Policy at 43200"]),
        ["end of a row from before there were events"] = (Sample.State(), Sample.State() with { Tombstone = Sample.Tombstone() }, ["session-revoked by helpdesk at 300 other: a laptop was lost"]),
    };

    public static TheoryData<string> Names => [.. Changes.Keys];

    private static PendingSecret Candidate => new(SecretHash.Of(SecretDigest.Of([1])), new(1, [.. new byte[16]], default));

    [Theory]
    [Rule("L12"), Rule("N19")]
    [MemberData(nameof(Names))]
    public void A_change_is_these_events_and_no_other(string change)
    {
        var (before, after, expected) = Changes[change];
        var known = after.Events.Count;

        var written = Written(before, after);

        Assert.Equal(expected, written.Events.Waiting.Where(value => value.Sequence > known).Select(Text));
        Assert.Equal(known + expected.Length, written.Events.Count);
        Assert.Null(EventChain.Verify(written.Events.Waiting));
        Assert.All(written.Events.Waiting, value => Assert.Equal(Sample.Id.ToString(), value.Stream));

        // Nothing but the ledger is touched.
        Assert.Equal(after, written with { Events = after.Events });
    }

    [Theory]
    [Rule("P-W2"), Rule("L12")]
    [MemberData(nameof(Names))]
    public void It_is_the_same_however_often_it_is_composed(string change)
    {
        var (before, after, _) = Changes[change];

        Assert.Equal(Written(before, after).Events.Waiting, Written(before, after).Events.Waiting);
    }

    [Fact]
    [Rule("L12")]
    public void The_event_of_an_end_has_the_name_of_its_receipt()
    {
        var written = Written(Live, Live with { Tombstone = Sample.Tombstone() });

        Assert.Equal(Sample.Tombstone().ToReceipt(Sample.Id).EventId, written.Events.Waiting[^1].Id);
    }

    [Fact]
    public void An_event_says_whose_session_it_is()
    {
        var value = Written(Live, Live with { TaintedAt = At }).Events.Waiting[^1];

        Assert.Equal((Sample.Subject, ClientId.Create("shop"), SessionClassName.Create("interactive")), (value.Subject, value.ClientId, value.Class));
        Assert.True(Written(null, new() { Id = Sample.Id, Tombstone = Sample.Tombstone() }).Events.Waiting[0].Subject.IsUnset);
    }

    [Fact]
    public void What_was_handed_on_waits_no_longer_and_what_was_not_does()
    {
        var two = Written(Live, Live with { TaintedAt = At });

        var used = SessionLedger.Record(two, two with { LastUsedAt = At }, handedOn: 1)!;

        Assert.Equal([2], used.Events.Waiting.Select(value => value.Sequence));
        Assert.Equal((two.Events.Count, two.Events.Head), (used.Events.Count, used.Events.Head));
        Assert.Empty(SessionLedger.Record(two, two with { LastUsedAt = At }, handedOn: 2)!.Events.Waiting);
        var rotated = SessionLedger.Record(two, two with { Rotation = Rotated(1).Rotation }, handedOn: 2)!;
        Assert.Equal([3], rotated.Events.Waiting.Select(value => value.Sequence));
        Assert.Null(EventChain.Verify([.. two.Events.Waiting, .. rotated.Events.Waiting]));
    }

    [Fact]
    [Rule("L23"), Rule("L12")]
    public void When_64_wait_nothing_lets_the_session_go_on_and_what_restricts_it_does()
    {
        var full = Live;
        for (var generation = 1; generation < EventLedger.MaxWaiting; generation++)
        {
            full = Written(full, full with { Rotation = new() { Generation = generation, RotatedAt = At } });
        }

        Assert.Equal(EventLedger.MaxWaiting, full.Events.Waiting.Length);
        var rotation = full with { Rotation = new() { Generation = EventLedger.MaxWaiting, RotatedAt = At } };
        Assert.Null(SessionLedger.Record(full, rotation));
        Assert.Null(SessionLedger.Record(full, rotation with { StepUps = 1 }));
        Assert.NotNull(SessionLedger.Record(full, rotation, handedOn: 1));
        Assert.NotNull(SessionLedger.Record(full, full with { LastUsedAt = At }));
        Assert.NotNull(SessionLedger.Record(full, full with { TaintedAt = At }));
        Assert.NotNull(SessionLedger.Record(full, full with { Lock = Locked(SessionRefusal.Idle).Lock }));
        Assert.NotNull(SessionLedger.Record(full, full with { Tombstone = Expired }));
        Assert.Equal(SessionEventKind.Revoked, SessionLedger.Record(full, full with { Tombstone = Sample.Tombstone() })!.Events.Waiting[^1].Kind);
    }

    private static SessionState Written(SessionState? before, SessionState after) => SessionLedger.Record(before, after)!;

    private static SessionState Rotated(int generation) => Live with { Rotation = new() { Generation = generation, RotatedAt = At } };

    private static SessionState SteppedUp(int times) => Rotated(times) with { StepUps = times };

    private static SessionState Locked(SessionRefusal evidence) => Live with { Lock = new() { Evidence = evidence, LockedAt = At } };

    private static string Text(SessionEvent value)
    {
        var by = value.Initiator.Kind == InitiatorKind.Client ? value.Initiator.Client.Value : value.Initiator.Kind.ToString();
        var reason = value.Reason is null ? string.Empty : $" {value.Reason}";
        var detail = value.Detail is null ? string.Empty : $": {value.Detail}";
        return $"{EventWords.Of(value.Kind)} by {by} at {(value.At - Sample.Start).TotalSeconds}{reason}{detail}";
    }
}
