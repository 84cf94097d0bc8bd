namespace SessionCluster.Abstractions.Validation;

/// <summary>Why a call has no answer now. The caller may retry; nothing was accepted. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.UnavailableReason")]
public enum UnavailableReason
{
    /// <summary>The silo does not hold its fence (P-F2).</summary>
    Fence = 1,

    /// <summary>The store did not answer, or its answer is unknown.</summary>
    Storage = 2,

    /// <summary>The stored row is not trustworthy: its seal or its inner key is wrong.</summary>
    Row = 3,

    /// <summary>The cluster did not answer in time.</summary>
    Timeout = 4,

    /// <summary>The caller has spent its miss budget: it asked for too many sessions that do not exist.</summary>
    MissBudget = 5,

    /// <summary>The containment log is full, so the cut-off can't be put in force.</summary>
    ContainmentFull = 6,

    /// <summary>The session was in a silo that died, and its successor waits until that one can't answer any more (P-F5): up to 3.3 s after the death was seen.</summary>
    Quarantine = 7,
}
