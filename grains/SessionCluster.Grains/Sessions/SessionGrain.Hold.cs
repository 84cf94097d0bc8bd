using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Renewal;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>Whether somebody holds the session: the one step that rotation, the holder's end, the holder's own view and renewals begin with. A validation, which has more to decide and no time, has its own.</summary>
internal sealed partial class SessionGrain
{
    private delegate VerifiedProof? ProofFinder(SessionState state);

    private delegate SessionDecision HolderDecision(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now);

    /// <summary>
    /// Decides in one step, as a validation's (P-F3); of what is accepted only the proof leaves a mark. <see langword="null"/>, with <see cref="DecisionStep.Confirm"/>, when a successor must be confirmed first: only a
    /// decision that can ask for that answers so.
    /// </summary>
    private SessionVerdict? Hold(HeldSession held, ProofFinder proofOf, HolderDecision decide, out DecisionStep next)
    {
        next = DecisionStep.Answer;
        while (true)
        {
            if (!_services.Fence.TryGetTerm(out var term))
            {
                return SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            var containment = _services.Containment.Current;
            if (_row.Landed is not { } state)
            {
                return _services.Fence.Holds(term) ? Miss() : SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            var presentation = new SessionPresentation(held.SecretDigest, default, SessionActivity.None, ValidationRequirements.None, _services.EdgeRing.Current.IdMask)
            {
                Scheme = held.Scheme,
                Proof = proofOf(state),
                Certificate = held.Possession?.Certificate ?? default,
            };
            var now = Now();
            var decision = decide(state, Usage(), containment, presentation, now);
            if (!_services.Fence.Holds(term))
            {
                return SessionVerdict.InDoubt(UnavailableReason.Fence);
            }

            if (_services.Containment.Current.Version != containment.Version)
            {
                continue;
            }

            if (decision.Kind == DecisionKind.Confirm)
            {
                next = DecisionStep.Confirm;
                return null;
            }

            if (decision.Kind != DecisionKind.Accept)
            {
                next = decision.Ends is null ? DecisionStep.Answer : DecisionStep.End;
                return Refuse(state, decision, now);
            }

            if (decision.Proof is not null && _leaving)
            {
                return SessionVerdict.InDoubt(UnavailableReason.Timeout);
            }

            var nonce = decision.Proof is { } proof ? Spend(proof, state.Possession!, now) : null;
            return SessionVerdict.Accept(state.Facts!, decision.IdleDeadline, nonce);
        }
    }
}
