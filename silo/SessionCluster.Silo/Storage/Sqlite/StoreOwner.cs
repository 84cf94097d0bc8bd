namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>Whose store it is (P-F6).</summary>
internal readonly record struct StoreOwner(string ClusterId, string ServiceId);
