using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Containment;

namespace SessionCluster.Core.Sessions;

/// <summary>What a session decides. Pure: state, usage, containment, presentation and time come in as values.</summary>
public static class SessionRules
{
    /// <summary>
    /// Decides about a presentation, in this order: secret, containment, status, deadlines, audience, scope, assurance, uses.
    /// Nothing after the secret is disclosed to somebody who does not hold it.
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
        var facts = state.Facts;
        if (facts is null || !state.SecretHash.Matches(presentation.SecretDigest))
        {
            return SessionDecision.Refuse(SessionRefusal.WrongSecret);
        }

        var ended = EndedBy(state, facts, usage, containment, presentation.EdgeKeyIds, now);
        if (ended != SessionRefusal.None)
        {
            return SessionDecision.Refuse(ended);
        }

        var lacking = Lacking(facts, presentation, now);
        return lacking != SessionRefusal.None ? SessionDecision.Refuse(lacking) : Admit(state, facts, usage, presentation, now);
    }

    /// <summary>Where the session is in its life, by the same rules as <see cref="Decide"/>.</summary>
    public static SessionStatus StatusOf(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, uint edgeKeyIds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        return state.Facts is null
            ? (state.Tombstone ?? usage.Tombstone)?.Status ?? SessionStatus.Revoked
            : EndedBy(state, state.Facts, usage, containment, edgeKeyIds, now) switch
            {
                SessionRefusal.None => SessionStatus.Active,
                SessionRefusal.Idle or SessionRefusal.Locked => SessionStatus.Locked,
                SessionRefusal.Expired => SessionStatus.Expired,
                _ => SessionStatus.Revoked,
            };
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

    private static SessionRefusal EndedBy(SessionState state, SessionFacts facts, in SessionUsage usage, ContainmentSnapshot containment, uint edgeKeyIds, DateTimeOffset now)
    {
        // The mask holds ids 0 to 31; a shift by more would wrap around.
        if (state.EdgeKeyId > KeyRing.MaxKeyId || (edgeKeyIds & (1u << state.EdgeKeyId)) == 0)
        {
            return SessionRefusal.Revoked;
        }

        var contained = containment.Refusal(state.SubjectKey, state.AdmissionEpoch);
        if (contained != SessionRefusal.None)
        {
            return contained;
        }

        // P-W1: the stricter of landed and staged. The end that was decided counts before its write has landed.
        if ((state.Tombstone ?? usage.Tombstone) is { } tombstone)
        {
            return tombstone.Status == SessionStatus.Expired ? SessionRefusal.Expired : SessionRefusal.Revoked;
        }

        if (now >= facts.AbsoluteDeadline)
        {
            return SessionRefusal.Expired;
        }

        return now >= SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt) ? SessionRefusal.Idle : SessionRefusal.None;
    }

    private static SessionRefusal Lacking(SessionFacts facts, in SessionPresentation presentation, DateTimeOffset now)
    {
        if (!IsFor(facts, presentation.Audience))
        {
            return SessionRefusal.Audience;
        }

        var required = presentation.Requirements;
        if (!facts.Scope.Includes(required.Scope))
        {
            return SessionRefusal.Scope;
        }

        var tooWeak = facts.Assurance < required.Assurance;
        var tooOld = required.MaxAuthenticationAge is { } age && now - facts.AuthenticatedAt > age;
        return tooWeak || tooOld ? SessionRefusal.Assurance : SessionRefusal.None;
    }

    private static bool IsFor(SessionFacts facts, Audience audience)
    {
        foreach (var candidate in facts.Audiences)
        {
            if (candidate == audience)
            {
                return !audience.IsUnset;
            }
        }

        return false;
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
