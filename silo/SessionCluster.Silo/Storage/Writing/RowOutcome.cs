namespace SessionCluster.Silo.Storage.Writing;

/// <summary>What became of one write, once its transaction is on the disk.</summary>
/// <param name="Applied">True when the row was as expected and is now as asked for.</param>
/// <param name="ETag">The row's etag now; <see langword="null"/> when there is no row.</param>
internal readonly record struct RowOutcome(bool Applied, long? ETag);
