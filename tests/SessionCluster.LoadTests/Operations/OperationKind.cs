namespace SessionCluster.LoadTests.Operations;

/// <summary>What a load does.</summary>
internal enum OperationKind
{
    /// <summary>Presents the token of a live session.</summary>
    Validate,

    /// <summary>Presents the token of a session that has ended: it must be refused.</summary>
    PresentEnded,

    /// <summary>Presents a token with a checksum that is right and a tag that is not: it must be refused.</summary>
    PresentForged,

    /// <summary>Presents a live session with a proof that was presented before: it must be refused.</summary>
    PresentReplayed,

    Establish,

    /// <summary>Rotates a live session, twice at once, and presents the successor.</summary>
    Rotate,

    /// <summary>Rotates a bearer session as its holder and as a thief who follows, and presents both successors.</summary>
    Follow,

    /// <summary>Steps a live session up, and presents its former token.</summary>
    StepUp,

    /// <summary>Locks a client, presents a session of it, and removes the lock.</summary>
    Lock,

    Revoke,

    RevokeSubject,

    Info,
}
