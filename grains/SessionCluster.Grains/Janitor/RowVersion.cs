namespace SessionCluster.Grains.Janitor;

/// <summary>A row as it was read.</summary>
/// <param name="Key">The key of its grain.</param>
/// <param name="ETag">Its version then.</param>
public sealed record RowVersion(string Key, string ETag);
