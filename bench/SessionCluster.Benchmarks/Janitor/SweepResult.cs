namespace SessionCluster.Benchmarks.Janitor;

/// <summary>What a sweep cost.</summary>
/// <param name="Live">Live rows in the store.</param>
/// <param name="Reads">Range reads.</param>
/// <param name="RowsRead">Rows that came back.</param>
/// <param name="Deletes">Batches of deletions.</param>
/// <param name="Deleted">Rows that are gone.</param>
/// <param name="Elapsed">How long all of it took.</param>
internal sealed record SweepResult(int Live, int Reads, int RowsRead, int Deletes, int Deleted, TimeSpan Elapsed);
