namespace SessionCluster.Grains.Sessions;

/// <summary>Whether a listed session still counts, and when it was last used.</summary>
/// <param name="Kind">Whether it counts.</param>
/// <param name="LastUsedAt">The last activity, when it is live.</param>
[GenerateSerializer, Immutable, Alias("sc.SessionLiveness")]
internal readonly record struct SessionLiveness([property: Id(0)] LivenessKind Kind, [property: Id(1)] DateTimeOffset LastUsedAt);
