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

    Revoke,

    RevokeSubject,

    Info,
}
