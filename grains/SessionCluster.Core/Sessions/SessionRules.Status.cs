using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;

namespace SessionCluster.Core.Sessions;

/// <summary>Where a session is in its life: containment, tombstone, absolute deadline, lock, idle deadline.</summary>
public static partial class SessionRules
{
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

    /// <summary>Why the session may not be used at all, by the same rules; <see cref="SessionRefusal.None"/> when it is active.</summary>
    public static SessionRefusal RefusalOf(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, uint edgeKeyIds, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(containment);
        return state.Facts is null ? SessionRefusal.Revoked : EndedBy(state, state.Facts, usage, containment, edgeKeyIds, now);
    }

    private static SessionRefusal EndedBy(SessionState state, SessionFacts facts, in SessionUsage usage, ContainmentSnapshot containment, uint edgeKeyIds, DateTimeOffset now)
    {
        var over = OverBy(state, facts, usage, containment, edgeKeyIds, now);
        if (over != SessionRefusal.None)
        {
            return over;
        }

        // What only closes it comes after what ends it: nobody is sent to authenticate for a session that is over.
        return SessionLock.Stricter(state.Lock, usage.Lock) is { } closed ? closed.Evidence == SessionRefusal.Idle ? SessionRefusal.Idle : SessionRefusal.Locked
            : now >= SessionDeadlines.IdleDeadline(facts, usage.LastUsedAt) ? SessionRefusal.Idle : SessionRefusal.None;
    }

    private static SessionRefusal OverBy(SessionState state, SessionFacts facts, in SessionUsage usage, ContainmentSnapshot containment, uint edgeKeyIds, DateTimeOffset now)
    {
        // The mask holds ids 0 to 31; a shift by more would wrap around.
        if (state.EdgeKeyId > KeyRing.MaxKeyId || (edgeKeyIds & (1u << state.EdgeKeyId)) == 0)
        {
            return SessionRefusal.Revoked;
        }

        if (containment.IsCutOff(state))
        {
            return SessionRefusal.Revoked;
        }

        // P-W1: the stricter of landed and staged. The end that was decided counts before its write has landed.
        if ((state.Tombstone ?? usage.Tombstone) is { } tombstone)
        {
            return tombstone.Status == SessionStatus.Expired ? SessionRefusal.Expired : SessionRefusal.Revoked;
        }

        // A lock of the log comes last: it says nothing of a session that is over. Nothing that its holder does opens the session while it stands.
        return now >= facts.AbsoluteDeadline ? SessionRefusal.Expired
            : containment.IsLocked(state, now) ? SessionRefusal.Locked : SessionRefusal.None;
    }
}
