namespace SessionCluster.Grains.Membership;

/// <summary>The death of a silo, as this silo came to know of it.</summary>
/// <param name="SeenAt">When, by this silo's monotonic clock.</param>
/// <param name="Version">The membership version in which it was seen first.</param>
internal readonly record struct Death(long SeenAt, MembershipVersion Version);
