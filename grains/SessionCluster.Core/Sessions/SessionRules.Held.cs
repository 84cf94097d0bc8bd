using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Evidence;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Rotation;

namespace SessionCluster.Core.Sessions;

/// <summary>Whether somebody holds a session: secret, then possession; and what it is evidence of when only one of them is there.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides whether the holder may have a successor of the presented secret, in this order: secret, possession, containment, status and deadlines, nonce, <c>iat</c> and replay. An acceptance has no mark but its
    /// proof: rotating is no activity. A successor that is presented here for the first time is confirmed first (P-T2).
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="presentation">What is presented; audience, requirements, context and activity do not count.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision DecideRotate(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        if (!IsHeld(state, usage, presentation, now, out var facts, out var standing, out var refused))
        {
            return refused;
        }

        var refusal = EndedBy(state, facts, usage, containment, presentation.EdgeKeyIds, now);
        if (refusal != SessionRefusal.None)
        {
            return SessionDecision.Refuse(refusal);
        }

        refusal = Replay(state, facts, usage, presentation, now, out var toRecord);
        return refusal != SessionRefusal.None ? SessionDecision.Refuse(refusal)
            : standing == SecretStanding.Pending ? SessionDecision.Confirm
            : new(DecisionKind.Accept, SessionRefusal.None, usage.LastUsedAt, SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt), 0) { Proof = toRecord };
    }

    /// <summary>The beginning of every decision about a presentation: secret, then possession. Nothing else is said to somebody who lacks either.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="presentation">What is presented.</param>
    /// <param name="now">The deciding silo's clock.</param>
    /// <param name="facts">The session's facts; there are none only where the answer is false.</param>
    /// <param name="standing">What the secret is to the session.</param>
    /// <param name="refused">When the answer is false: the refusal, with the marks of evidence.</param>
    private static bool IsHeld(
        SessionState state,
        in SessionUsage usage,
        in SessionPresentation presentation,
        DateTimeOffset now,
        out SessionFacts facts,
        out SecretStanding standing,
        out SessionDecision refused)
    {
        facts = state.Facts!;
        refused = default;
        standing = facts is null ? SecretStanding.Foreign : RotationRules.StandingOf(state, presentation.SecretDigest, now);
        if (standing == SecretStanding.Foreign)
        {
            refused = SessionDecision.Refuse(SessionRefusal.WrongSecret);
            return false;
        }

        var possession = PossessionRules.Check(facts!.Confirmation, presentation.Scheme, presentation.Proof, presentation.Certificate);
        if (RotationRules.IsHeld(standing) && possession == SessionRefusal.None)
        {
            return true;
        }

        refused = RotationRules.IsHeld(standing)
            ? KeyMissing(facts, standing, possession)
            : Superseded(state, facts, usage, presentation, standing, possession == SessionRefusal.None, now);
        return false;
    }

    // Of the former secret, which dies by itself, and of a successor, which nobody has used yet, a copy is not worth another rotation.
    private static SessionDecision KeyMissing(SessionFacts facts, SecretStanding standing, SessionRefusal possession) => SessionDecision.Refuse(possession) with
    {
        Taints = standing == SecretStanding.Current && EvidenceRules.Act(EvidenceKind.KeyMissing, facts.Confirmation is not null, proven: false) == EvidenceAction.Taint,
    };

    private static SessionDecision Superseded(SessionState state, SessionFacts facts, in SessionUsage usage, in SessionPresentation presentation, SecretStanding standing, bool hasKey, DateTimeOffset now)
    {
        var refused = SessionDecision.Refuse(SessionRefusal.Superseded);
        var bound = facts.Confirmation is not null;
        if (standing != SecretStanding.Reused || (bound && !hasKey))
        {
            return refused;
        }

        // A captured proof is no evidence that the key is in use: only one that was never accepted is. Whoever has the key is told how to make one.
        var replay = Replay(state, facts, usage, presentation, now, out var fresh);
        if (replay is SessionRefusal.NonceRequired or SessionRefusal.ProofStale)
        {
            return SessionDecision.Refuse(replay);
        }

        var proven = bound && replay == SessionRefusal.None && (fresh is not null || facts.Confirmation!.Method != ConfirmationMethod.Jkt);
        return EvidenceRules.Act(EvidenceKind.SecretReused, bound, proven) == EvidenceAction.Revoke && (state.Tombstone ?? usage.Tombstone) is null
            ? refused with { Ends = EvidenceRules.Reuse }
            : refused;
    }
}
