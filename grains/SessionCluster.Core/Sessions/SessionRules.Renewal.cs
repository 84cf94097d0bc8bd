using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;

namespace SessionCluster.Core.Sessions;

/// <summary>A session whose subject has authenticated again, or that is to go on while the others end.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides whether somebody holds this session and it may be kept, stepped up or succeeded, in this order: secret, possession, containment (locks included), tombstone, absolute deadline, for one that is kept
    /// also its own lock and idle deadline, nonce, <c>iat</c> and replay. An acceptance has no mark but its proof.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="presentation">What is presented; audience, requirements, context and activity do not count.</param>
    /// <param name="purpose">What for.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision Examine(
        SessionState state,
        in SessionUsage usage,
        ContainmentSnapshot containment,
        in SessionPresentation presentation,
        RenewalPurpose purpose,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        if (!IsHeld(state, usage, presentation, now, out var facts, out _, out var refused))
        {
            return refused;
        }

        // Not yet over is what stepping up asks; everything else is asked of one that goes on as it is.
        var refusal = purpose is RenewalPurpose.StepUp or RenewalPurpose.Reauthenticate
            ? OverBy(state, facts, usage, containment, presentation.EdgeKeyIds, now)
            : EndedBy(state, facts, usage, containment, presentation.EdgeKeyIds, now);
        return Held(state, facts, usage, presentation, refusal, now);
    }

    /// <summary>
    /// Looks again, at the moment of the change, whether a step-up that was decided may be done: the session is not over, and no lock came since that was not decided about.
    /// </summary>
    public static SessionRefusal DecideStepUp(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, StepUpOrder order, uint edgeKeyIds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        ArgumentNullException.ThrowIfNull(order);
        if (state.Facts is not { } facts)
        {
            return SessionRefusal.Unknown;
        }

        var over = OverBy(state, facts, usage, containment, edgeKeyIds, now);
        return over != SessionRefusal.None ? over
            : SessionLock.Stricter(state.Lock, usage.Lock) is { Evidence: not SessionRefusal.Idle } closed && closed != order.Lock ? SessionRefusal.Locked
            : SessionRefusal.None;
    }

    /// <summary>A refusal of a session that is closed or over. The first that sees it idle has that noted, so that it stays closed whatever a clock says later (N8).</summary>
    private static SessionDecision Closed(SessionRefusal refusal) =>
        refusal == SessionRefusal.Idle ? SessionDecision.Refuse(refusal) with { Locks = SessionRefusal.Idle } : SessionDecision.Refuse(refusal);
}
