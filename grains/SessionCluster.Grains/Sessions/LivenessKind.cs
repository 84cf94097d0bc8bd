namespace SessionCluster.Grains.Sessions;

/// <summary>Whether a listed session counts.</summary>
[GenerateSerializer, Alias("sc.LivenessKind")]
internal enum LivenessKind
{
    /// <summary>In doubt.</summary>
    Unavailable = 0,

    /// <summary>It may be used.</summary>
    Live = 1,

    /// <summary>Finally ended: its tombstone has landed.</summary>
    Ended = 2,

    /// <summary>Idle for too long, or no row was found: it counts until its tombstone has landed.</summary>
    Endable = 3,

    /// <summary>
    /// Past its absolute deadline by this silo's clock: it counts no more, and stays listed until its id's deadline is past for every clock, so that a cut-off covers it (P-C4, P-S5).
    /// </summary>
    Expired = 4,
}
