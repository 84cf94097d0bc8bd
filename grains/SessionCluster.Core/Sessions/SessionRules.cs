using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Evidence;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Rotation;

namespace SessionCluster.Core.Sessions;

/// <summary>What a session decides. Pure: state, usage, containment, presentation and time come in as values.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides about a presentation, in this order: secret, possession, containment, status and deadlines, audience, scope, assurance, context, nonce, <c>iat</c> and replay, uses, confirmation.
    /// Nothing after the secret is disclosed to somebody who does not hold it, and nothing after possession to somebody who does not have the key.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="presentation">What is presented.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        if (!IsHeld(state, usage, presentation, now, out var facts, out var standing, out var refused))
        {
            return refused;
        }

        var refusal = EndedBy(state, facts, usage, containment, presentation.EdgeKeyIds, now);
        if (refusal == SessionRefusal.None)
        {
            refusal = Lacking(facts, presentation, now);
        }

        if (refusal != SessionRefusal.None)
        {
            return Closed(refusal);
        }

        var contextDiffers = state.Context is { } context && !context.IsKept(presentation.Context);
        if (contextDiffers && facts.Confirmation is null)
        {
            var locks = state.Context!.OnChange != ContextAction.Refuse && EvidenceRules.Act(EvidenceKind.ContextChanged, bound: false, proven: false) == EvidenceAction.Lock;
            return SessionDecision.Refuse(SessionRefusal.ContextChanged) with { Locks = locks ? SessionRefusal.ContextChanged : SessionRefusal.None };
        }

        refusal = Replay(state, facts, usage, presentation, now, out var toRecord);
        if (refusal != SessionRefusal.None)
        {
            return SessionDecision.Refuse(refusal);
        }

        var decision = Admit(state, facts, usage, presentation, now);
        if (decision.Kind == DecisionKind.Refuse)
        {
            return decision;
        }

        // P-T2: once nothing refuses it, a successor that was never presented is confirmed before anything else.
        return standing == SecretStanding.Pending ? SessionDecision.Confirm
            : decision.Kind != DecisionKind.Accept ? decision
            : decision with { Proof = toRecord, ContextDiffers = contextDiffers, RotateAfter = RotationRules.RotateAfter(state, usage.TaintedAt) };
    }

    /// <summary>What the activation's memory says about the proof, once possession holds.</summary>
    /// <param name="state">The landed row.</param>
    /// <param name="facts">Its facts.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="presentation">What is presented.</param>
    /// <param name="now">The deciding silo's clock.</param>
    /// <param name="toRecord">The proof to record when the presentation is accepted.</param>
    private static SessionRefusal Replay(SessionState state, SessionFacts facts, in SessionUsage usage, in SessionPresentation presentation, DateTimeOffset now, out VerifiedProof? toRecord)
    {
        toRecord = null;
        if (facts.Confirmation is not { Method: ConfirmationMethod.Jkt })
        {
            return SessionRefusal.None;
        }

        // In doubt, refuse: without terms or a memory there is nothing that the proof could be held against.
        var standing = state.Possession is { } terms && usage.Proofs is { } proofs ? proofs.Examine(presentation.Proof!, terms, now) : ProofStanding.Full;
        toRecord = standing == ProofStanding.Fresh ? presentation.Proof : null;
        return standing switch
        {
            ProofStanding.Fresh => SessionRefusal.None,

            // P-R6: only what was recorded for the earlier sending is not asked again.
            ProofStanding.Replayed => presentation.IsRepetition ? SessionRefusal.None : SessionRefusal.ProofReplayed,
            ProofStanding.NonceRequired => SessionRefusal.NonceRequired,
            ProofStanding.Stale => SessionRefusal.ProofStale,
            _ => SessionRefusal.WindowFull,
        };
    }

    private static SessionDecision Admit(SessionState state, SessionFacts facts, in SessionUsage usage, in SessionPresentation presentation, DateTimeOffset now)
    {
        var spends = state.Budget is not null && !presentation.IsRepetition;
        if (spends && usage.UsesAvailable <= 0)
        {
            return state.Budget!.IsSpent ? SessionDecision.Refuse(SessionRefusal.UsesExhausted) : SessionDecision.Reserve;
        }

        var lastUsedAt = presentation.Activity == SessionActivity.User && now > usage.LastUsedAt ? now : usage.LastUsedAt;
        return new(DecisionKind.Accept, SessionRefusal.None, lastUsedAt, SessionDeadlines.IdleDeadline(facts, lastUsedAt), spends ? 1 : 0);
    }
}
