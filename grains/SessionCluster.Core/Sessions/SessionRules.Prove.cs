using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;

namespace SessionCluster.Core.Sessions;

/// <summary>The holder's own view (N13): who shows to hold a session that is active.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides whether somebody holds this session and it is active, in this order: secret, possession, containment, status and deadlines, nonce, <c>iat</c> and replay. It is for no service and no activity; an
    /// acceptance has no mark but its proof.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="presentation">What is presented; audience, requirements, context and activity do not count.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision DecideProve(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        return !IsHeld(state, usage, presentation, now, out var facts, out _, out var refused) ? refused
            : Held(state, facts, usage, presentation, EndedBy(state, facts, usage, containment, presentation.EdgeKeyIds, now), now);
    }

    /// <summary>The end of a decision that accepts nothing but the proof.</summary>
    private static SessionDecision Held(SessionState state, SessionFacts facts, in SessionUsage usage, in SessionPresentation presentation, SessionRefusal refusal, DateTimeOffset now)
    {
        if (refusal != SessionRefusal.None)
        {
            return Closed(refusal);
        }

        refusal = Replay(state, facts, usage, presentation, now, out var toRecord);
        return refusal != SessionRefusal.None
            ? SessionDecision.Refuse(refusal)
            : new(DecisionKind.Accept, SessionRefusal.None, usage.LastUsedAt, SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt), 0) { Proof = toRecord };
    }
}
