namespace SessionCluster.Silo.Storage.Reading;

/// <summary>A committed row.</summary>
internal readonly record struct StoredRow(long ETag, byte[] Data);
