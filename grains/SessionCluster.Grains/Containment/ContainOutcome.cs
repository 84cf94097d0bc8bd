namespace SessionCluster.Grains.Containment;

/// <summary>What became of an entry.</summary>
[GenerateSerializer, Alias("sc.ContainOutcome")]
internal enum ContainOutcome
{
    /// <summary>In force everywhere.</summary>
    InForce = 1,

    /// <summary>In doubt: ask again.</summary>
    Unavailable = 2,

    /// <summary>The log is full; nothing is ever dropped from it to make room (L23).</summary>
    Full = 3,
}
