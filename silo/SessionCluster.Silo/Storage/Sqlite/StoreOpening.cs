namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>What a store said when this process took it over.</summary>
/// <param name="StoreId">Drawn when the file was made: 32 hexadecimal characters.</param>
/// <param name="InstanceId">Drawn by this process at this opening: 32 hexadecimal characters.</param>
/// <param name="IsNew">This opening made the store.</param>
/// <param name="StoppedCleanly">The instance before this one said that it stopped, or there was none: nobody can still be answering from this store (P-F7).</param>
/// <param name="Revision">The last revision given to a row.</param>
internal sealed record StoreOpening(string StoreId, string InstanceId, bool IsNew, bool StoppedCleanly, long Revision);
