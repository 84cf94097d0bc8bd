namespace SessionCluster.Grains.Persistence;

/// <summary>What a write assumes and asks.</summary>
internal enum WriteMode
{
    /// <summary>It does not start without the fence (P-W4).</summary>
    Fenced = 0,

    /// <summary>As <see cref="Fenced"/>, and no row is expected: the first try inserts without reading.</summary>
    Insert = 1,

    /// <summary>The last write before an activation leaves: it starts without the fence too (P-W6), since it only adds what makes us refuse.</summary>
    Last = 2,
}
