namespace SessionCluster.Abstractions.Containment;

/// <summary>What became of a lock that was to be removed.</summary>
[GenerateSerializer, Alias("sc.UnlockOutcome")]
public enum UnlockOutcome
{
    /// <summary>Removed. Silos learn of it within moments, and nobody waits for them (P-C2).</summary>
    Unlocked = 1,

    /// <summary>No lock has that id.</summary>
    UnknownLock = 2,

    /// <summary>In doubt: ask again.</summary>
    Unavailable = 3,
}
