using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Admission;

namespace SessionCluster.Core.Events;

/// <summary>The events of the containment of the cluster: what each says, and how the log's head keeps them.</summary>
public static class ContainmentLedger
{
    /// <summary>
    /// Most events that wait: 256. Containment never waits for its record to be handed on: when so many wait, a further event is not kept, and the chain's next one follows the latest kept one.
    /// </summary>
    public const int MaxWaiting = 256;

    /// <summary>All sessions of a subject were ended.</summary>
    public static SessionEvent SubjectRevoked(SubjectId subject, SubjectCutOff cutOff)
    {
        ArgumentNullException.ThrowIfNull(cutOff);
        return Draft(SessionEventKind.SubjectRevoked, cutOff.EventId, cutOff.RevokedAt, cutOff.Order.Initiator) with { Subject = subject, Reason = ReasonWords.Of(cutOff.Order.Reason), Detail = cutOff.Order.Detail };
    }

    /// <summary>A lock was set.</summary>
    public static SessionEvent LockSet(SessionLockEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return OfLock(SessionEventKind.LockSet, entry, entry.LockedAt, entry.Order.Order.Initiator) with { Reason = ReasonWords.Of(entry.Order.Order.Reason) };
    }

    /// <summary>A lock was removed.</summary>
    /// <param name="entry">The lock.</param>
    /// <param name="initiator">On whose word; this service's own when its time was over.</param>
    /// <param name="at">When that was decided.</param>
    public static SessionEvent LockRemoved(SessionLockEntry entry, EndInitiator initiator, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return OfLock(SessionEventKind.LockRemoved, entry, at, initiator);
    }

    /// <summary>The ledger with an event in the next place of its chain. Pure, and the same however often a write is composed again.</summary>
    public static EventLedger Record(EventLedger ledger, SessionEvent draft)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentNullException.ThrowIfNull(draft);
        return ledger.Waiting.Length >= MaxWaiting ? ledger : EventChain.Append(ledger, SessionEvent.ContainmentStream, new(draft.Kind, draft.At, draft.Initiator)
        {
            Id = draft.Id,
            Subject = draft.Subject,
            ClientId = draft.ClientId,
            Reason = draft.Reason,
            Detail = draft.Detail,
        });
    }

    // The words of whoever locked it, after what it names; a client's name also stands where a query looks for clients.
    private static SessionEvent OfLock(SessionEventKind kind, SessionLockEntry entry, DateTimeOffset at, EndInitiator initiator)
    {
        var order = entry.Order;
        var what = order.Dimension == LockDimension.All ? LockWords.Of(order.Dimension) : $"{LockWords.Of(order.Dimension)} {order.Value}";
        var words = order.Message ?? order.Order.Detail;
        return Draft(kind, entry.Id, at, initiator) with
        {
            ClientId = order.Dimension == LockDimension.Client && ClientId.TryCreate(order.Value, out var client) ? client : default,
            Detail = words is null ? what : $"{what}: {words}",
        };
    }

    private static SessionEvent Draft(SessionEventKind kind, EventId id, DateTimeOffset at, EndInitiator initiator) => new()
    {
        Stream = SessionEvent.ContainmentStream,
        Sequence = 0,
        Kind = kind,
        At = at,
        Id = id,
        Initiator = initiator,
    };
}
