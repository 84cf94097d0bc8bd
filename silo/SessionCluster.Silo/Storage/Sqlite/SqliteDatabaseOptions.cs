namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>How the embedded store is opened and bounded.</summary>
internal sealed class SqliteDatabaseOptions
{
    /// <summary>The database file. Its directory is made (0700) if there is none. No default: the composition root puts it into the data directory.</summary>
    public string Path { get; set; } = "";

    /// <summary>How many writes may wait; one more is refused at once. 1 to 1,000,000, default 8,192.</summary>
    public int QueueCapacity { get; set; } = 8_192;

    /// <summary>How many bytes of rows may wait. 1 MiB to 4 GiB, default 64 MiB.</summary>
    public long QueueCapacityBytes { get; set; } = 64L << 20;

    /// <summary>The largest row in bytes, inclusive. 1 KiB to <see cref="QueueCapacityBytes"/>, default 1 MiB.</summary>
    public int MaxRowBytes { get; set; } = 1 << 20;

    /// <summary>How many writes one commit takes at most. 1 to 10,000, default 256.</summary>
    public int MaxBatch { get; set; } = 256;

    /// <summary>
    /// How long a caller waits for a read or a write before it gets a fault. 100 ms to 15 s, default 5 s: far below Orleans'
    /// <c>MaxRequestProcessingTime</c>, after which an activation that still waits is torn off (P-W4).
    /// </summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How many connections read side by side. 1 to 64, default 4.</summary>
    public int ReadConnections { get; set; } = 4;

    /// <summary>After how many written rows the log is copied into the database. 1 to 1,000,000, default 500.</summary>
    public int CheckpointRows { get; set; } = 500;
}
