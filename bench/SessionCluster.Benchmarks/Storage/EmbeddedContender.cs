using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sqlite;
using SQLitePCL;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>The embedded store of this repository.</summary>
internal sealed class EmbeddedContender : IStorageContender
{
    private readonly SqliteDatabase _database;
    private long _commits;

    private EmbeddedContender(SqliteDatabase database, string durability)
    {
        _database = database;
        Durability = durability;
        Storage = new SqliteGrainStorage("bench", new() { GrainStorageSerializer = BenchSerialization.Sealed }, database, BenchSerialization.Activators);
    }

    public IGrainStorage Storage { get; }

    public string Durability { get; }

    public long? Commits => Interlocked.Read(ref _commits);

    public static async Task<IStorageContender> CreateAsync(string directory)
    {
        var database = new SqliteDatabase(
            Options.Create(new SqliteDatabaseOptions { Path = Path.Combine(directory, "embedded", "sessions.db") }),
            Options.Create(new ClusterOptions { ClusterId = "bench", ServiceId = "bench" }),
            new SystemMountTable(),
            TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        database.Open();
        var durability = await database.RunOnWriterAsync(session => SqliteFacts.Durability(session.Connection), CancellationToken.None);
        var contender = new EmbeddedContender(database, durability);
        await database.RunOnWriterAsync(
            session =>
            {
                raw.sqlite3_commit_hook(session.Connection.Handle, _ => contender.Count(), null);
                return true;
            },
            CancellationToken.None);
        return contender;
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    private int Count()
    {
        Interlocked.Increment(ref _commits);
        return 0;
    }
}
