using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Events;

/// <summary>
/// Says which events a change of a session's row is. Every write of a session passes through here, whatever asked for it: so no way to end, lock or rotate is without its event (L12).
/// </summary>
public static class SessionLedger
{
    /// <summary>
    /// The next value with the events of the change added to its ledger; <see langword="null"/> when so many wait already that the change is refused (<see cref="EventLedger.MaxWaiting"/>). Pure, and the same however
    /// often a write is composed again: instants and names come from the value itself.
    /// </summary>
    /// <param name="before">The landed row; <see langword="null"/> where none is.</param>
    /// <param name="after">The value to write, with the ledger of the landed row.</param>
    /// <param name="handedOn">The sequence up to which events are known to have been handed on: those wait no longer.</param>
    public static SessionState? Record(SessionState? before, SessionState after, long handedOn = 0)
    {
        ArgumentNullException.ThrowIfNull(after);
        var events = after.Events.Without(handedOn);
        var known = events.Count;
        if (before is null && after.Facts is not null)
        {
            events = Append(events, after, new(SessionEventKind.Established, after.Facts.IssuedAt, EndInitiator.By(after.EstablishedBy)));
        }

        if (Renewal(before, after) is { } renewal)
        {
            // It would let the session go on without a record of it. What restricts the session is never refused for want of room, and there is little of it: a lock is followed by a renewal or the end.
            if (events.Waiting.Length >= EventLedger.MaxWaiting)
            {
                return null;
            }

            events = Append(events, after, renewal);
        }

        if (after.TaintedAt is { } taintedAt && taintedAt != before?.TaintedAt)
        {
            events = Append(events, after, new(SessionEventKind.Tainted, taintedAt, EndInitiator.Policy));
        }

        if (after.Lock is { } locked && locked != before?.Lock)
        {
            events = Append(events, after, new(SessionEventKind.Locked, locked.LockedAt, EndInitiator.Policy) { Reason = RefusalCodes.Of(locked.Evidence) });
        }

        if (after.Tombstone is { } tombstone && before?.Tombstone is null)
        {
            events = Append(events, after, End(tombstone));
        }

        return events.Count == known && events.Waiting.Length == after.Events.Waiting.Length ? after : after with { Events = events };
    }

    /// <summary>What replaced the secret: a step-up when the subject authenticated again, else a rotation.</summary>
    private static EventDraft? Renewal(SessionState? before, SessionState after)
    {
        if (before is null)
        {
            return null;
        }

        var generation = after.Rotation?.Generation ?? 0;
        var at = after.Rotation?.RotatedAt ?? after.LastUsedAt;
        return after.StepUps > before.StepUps
            ? new(SessionEventKind.SteppedUp, at, EndInitiator.Holder) { Reason = after.Facts is { } facts ? AssuranceWords.Of(facts.Assurance) : null, Detail = Number(after.StepUps) }
            : generation > (before.Rotation?.Generation ?? 0) ? new(SessionEventKind.Rotated, at, EndInitiator.Holder) { Detail = Number(generation) } : null;
    }

    private static EventDraft End(SessionTombstone tombstone)
    {
        var kind = tombstone.Status == SessionStatus.Expired ? SessionEventKind.Expired : SessionEventKind.Revoked;
        return tombstone.Order is { } order
            ? new(kind, tombstone.EndedAt, order.Initiator) { Id = tombstone.EventId, Reason = ReasonWords.Of(order.Reason), Detail = order.Detail }
            : new(kind, tombstone.EndedAt, EndInitiator.Policy) { Id = tombstone.EventId };
    }

    private static EventLedger Append(EventLedger ledger, SessionState state, EventDraft draft) => EventChain.Append(ledger, state.Id.ToString(), draft with
    {
        Subject = state.Facts?.Subject ?? default,
        ClientId = state.Facts?.ClientId ?? default,
        Class = state.Facts?.Class ?? default,
    });

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
