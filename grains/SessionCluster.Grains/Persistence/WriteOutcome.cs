namespace SessionCluster.Grains.Persistence;

/// <summary>What became of a write.</summary>
internal enum WriteOutcome
{
    /// <summary>This very write was acknowledged at the first try: nobody else can have written the same.</summary>
    Landed = 1,

    /// <summary>The row is as it should be, by our own retry or as a read has shown.</summary>
    Read = 2,

    /// <summary>Unknown (P-W2): memory is as before.</summary>
    Unknown = 3,

    /// <summary>Not started: the fence is not held (P-W4).</summary>
    NotFenced = 4,

    /// <summary>Not started: so many of the row's events wait that nothing lets the session go on.</summary>
    Full = 5,
}
