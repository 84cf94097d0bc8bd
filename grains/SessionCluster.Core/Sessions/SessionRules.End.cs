using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;

namespace SessionCluster.Core.Sessions;

/// <summary>How a session ends by decision.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides whether the holder may end the session, in this order: secret, possession, containment, tombstone, absolute deadline, nonce, <c>iat</c> and replay. A session that is locked or idle may be ended:
    /// nobody has to authenticate in order to leave. An acceptance has no mark but its proof.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="presentation">What is presented; audience, requirements, context and activity do not count.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision DecideEnd(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        if (!IsHeld(state, usage, presentation, now, out var facts, out _, out var refused))
        {
            return refused;
        }

        // A lock of the log is no reason to keep a session that its holder gives up (P-C3).
        var refusal = OverBy(state, facts, usage, containment, presentation.EdgeKeyIds, now);
        if (refusal is not (SessionRefusal.None or SessionRefusal.Locked))
        {
            return SessionDecision.Refuse(refusal);
        }

        refusal = Replay(state, facts, usage, presentation, now, out var toRecord);
        return refusal != SessionRefusal.None
            ? SessionDecision.Refuse(refusal)
            : new(DecisionKind.Accept, SessionRefusal.None, usage.LastUsedAt, SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt), 0) { Proof = toRecord };
    }

    /// <summary>The one way a session ends by decision: the tombstone to compose into every later write (P-W3).</summary>
    /// <param name="state">The landed row, or <see langword="null"/> where none is.</param>
    /// <param name="order">Why, and on whose word.</param>
    /// <param name="eventId">128 random bits.</param>
    /// <param name="now">When it is decided.</param>
    public static SessionTombstone Terminate(SessionState? state, RevocationOrder order, EventId eventId, DateTimeOffset now) => new()
    {
        Status = SessionStatus.Revoked,
        Order = order,
        EndedAt = now,
        EventId = eventId,
        SessionsEnded = state?.Facts is { } facts && now < facts.AbsoluteDeadline ? 1 : 0,
    };

    /// <summary>The tombstone of a session that came to its absolute deadline, whenever that was noticed: it ended then, and nobody ended it.</summary>
    /// <param name="facts">Its facts.</param>
    /// <param name="eventId">128 random bits.</param>
    public static SessionTombstone Expire(SessionFacts facts, EventId eventId)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return new() { Status = SessionStatus.Expired, EndedAt = facts.AbsoluteDeadline, EventId = eventId };
    }
}
