using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to a lock that was asked for. Closed: one of the nested records.</summary>
public abstract record LockResult
{
    private LockResult()
    {
    }

    /// <summary>In force on every silo, also for sessions established later.</summary>
    /// <param name="Id">Names the lock.</param>
    /// <param name="EffectiveAt">From when no silo accepts what it names, rounded up to the second.</param>
    public sealed record Locked(EventId Id, DateTimeOffset EffectiveAt) : LockResult;

    /// <summary>As many locks and cut-offs stand as may; nothing was dropped to make room (L23).</summary>
    public sealed record Full : LockResult
    {
        /// <summary>The one value.</summary>
        public static Full Instance { get; } = new();
    }

    /// <summary>In doubt: it may be in force. List the locks, or ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : LockResult;
}
