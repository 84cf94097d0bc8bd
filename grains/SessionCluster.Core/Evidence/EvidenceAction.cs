namespace SessionCluster.Core.Evidence;

/// <summary>What follows from evidence. Ordered: each is harder on the session than the one before.</summary>
public enum EvidenceAction
{
    /// <summary>It is counted. The session goes on as it was.</summary>
    Note = 0,

    /// <summary>The holder is told to rotate at once: the rotation kills the copy.</summary>
    Taint = 1,

    /// <summary>The session is locked until its subject has authenticated again.</summary>
    Lock = 2,

    /// <summary>The session ends, and every token of its family with it.</summary>
    Revoke = 3,
}
