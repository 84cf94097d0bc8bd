using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Rotation;

namespace SessionCluster.Core.Sessions;

/// <summary>Introspection (RFC 7662): what somebody is told who has the token and asks for a service, without a proof and without using the session.</summary>
public static partial class SessionRules
{
    /// <summary>
    /// Decides about an introspection, in this order: secret (a successor counts before its first presentation, which this is not, P-T2), containment, status and deadlines, audience, what an introspection can't check. It sets no mark, and is no activity (N6); a refusal is inactive on the
    /// wire, whatever it says.
    /// </summary>
    /// <param name="state">The landed row.</param>
    /// <param name="usage">What this activation knows beyond it.</param>
    /// <param name="containment">The containment set.</param>
    /// <param name="secretDigest">The digest of the presented secret.</param>
    /// <param name="audiences">The services that the caller may ask for, one of which the session must be for; empty for any.</param>
    /// <param name="edgeKeyIds">The ids in the silo's edge ring, a bit each.</param>
    /// <param name="now">The deciding silo's clock, which never goes back within an activation.</param>
    public static SessionDecision Introspect(
        SessionState state,
        in SessionUsage usage,
        ContainmentSnapshot containment,
        SecretDigest secretDigest,
        ImmutableArray<Audience> audiences,
        uint edgeKeyIds,
        DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        var facts = state.Facts;
        var standing = facts is null ? SecretStanding.Foreign : RotationRules.StandingOf(state, secretDigest, now);
        if (facts is null || !RotationRules.IsHeld(standing))
        {
            return SessionDecision.Refuse(standing == SecretStanding.Foreign ? SessionRefusal.WrongSecret : SessionRefusal.Superseded);
        }

        var refusal = EndedBy(state, facts, usage, containment, edgeKeyIds, now);
        if (refusal == SessionRefusal.None)
        {
            refusal = IsForAny(facts, audiences) ? BeyondIntrospection(state, usage) : SessionRefusal.Audience;
        }

        return refusal != SessionRefusal.None
            ? SessionDecision.Refuse(refusal)
            : new(DecisionKind.Accept, SessionRefusal.None, usage.LastUsedAt, SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt), 0);
    }

    // A resource server that introspects would let through what a validation counts, or what only the silo may verify.
    private static SessionRefusal BeyondIntrospection(SessionState state, in SessionUsage usage)
    {
        if (state.Budget is { } budget && (!state.Introspectable || (budget.IsSpent && usage.UsesAvailable <= 0)))
        {
            return SessionRefusal.UsesExhausted;
        }

        return state.Possession is { Verification: not ProofVerification.Edge } && !state.Introspectable ? SessionRefusal.PossessionRequired : SessionRefusal.None;
    }

    private static bool IsForAny(SessionFacts facts, ImmutableArray<Audience> audiences)
    {
        // An array that a message left out is not one that was left empty.
        if (audiences.IsDefaultOrEmpty)
        {
            return !audiences.IsDefault;
        }

        foreach (var audience in audiences)
        {
            if (IsFor(facts, audience))
            {
                return true;
            }
        }

        return false;
    }
}
