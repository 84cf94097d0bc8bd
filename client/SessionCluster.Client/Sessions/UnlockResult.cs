using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Client.Sessions;

/// <summary>The answer to the removal of a lock. Closed: one of the nested records.</summary>
public abstract record UnlockResult
{
    private UnlockResult()
    {
    }

    /// <summary>Removed. Silos learn of it within moments.</summary>
    public sealed record Unlocked : UnlockResult
    {
        /// <summary>The one value.</summary>
        public static Unlocked Instance { get; } = new();
    }

    /// <summary>No lock has that id.</summary>
    public sealed record UnknownLock : UnlockResult
    {
        /// <summary>The one value.</summary>
        public static UnknownLock Instance { get; } = new();
    }

    /// <summary>In doubt: ask again.</summary>
    /// <param name="Reason">What was unavailable.</param>
    public sealed record Unavailable(UnavailableReason Reason) : UnlockResult;
}
