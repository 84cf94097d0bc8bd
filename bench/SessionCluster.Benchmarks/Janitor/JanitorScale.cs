using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Benchmarks.Hosting;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Benchmarks.Storage;
using SessionCluster.Core.Janitor;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Ranges;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Benchmarks.Janitor;

/// <summary><c>janitor [live rows...]</c>: what a sweep of the 256 shards asks of the embedded store, by the number of live rows in it. The same rows are past each time.</summary>
internal static class JanitorScale
{
    private const int Past = 1_000;

    private const int Batch = 100;

    private const int RowSize = 600;

    private static readonly int[] Sizes = [10_000, 1_000_000];

    public static async Task<int> RunAsync(string[] args)
    {
        var results = new List<SweepResult>();
        foreach (var live in args.Length > 0 ? [.. args.Select(text => int.Parse(text, CultureInfo.InvariantCulture))] : Sizes)
        {
            results.Add(await SweepAsync(live));
            Console.WriteLine(results[^1]);
        }

        await ResultFile.WriteAsync("janitor.md", JanitorScaleReport.Markdown(results, Past, Batch));
        return results.TrueForAll(result => result.Deleted == Past && result.Reads == results[0].Reads) ? 0 : 1;
    }

    private static async Task<SweepResult> SweepAsync(int live)
    {
        using var directory = new BenchDirectory();
        var path = Path.Combine(directory.Path, "sessions.db");
        var options = new SqliteGrainStorageOptions { GrainStorageSerializer = BenchSerialization.Sealed };
        var now = DateTimeOffset.UtcNow;
        await using (var fresh = Open(path))
        {
            await PutPastAsync(new SqliteGrainStorage(SessionStorage.ProviderName, options, fresh, BenchSerialization.Activators), now);
        }

        PutLive(path, live, now);
        await using var database = Open(path);
        var ranges = new SqliteRowRanges(database, new FixedOptions<SqliteGrainStorageOptions>(options));
        var (reads, rowsRead, deletes, deleted) = (0, 0, 0, 0);
        var start = Stopwatch.GetTimestamp();
        for (var shard = 0; shard < Housekeeping.Shards; shard++)
        {
            ImmutableArray<RangedRow<SessionState>> rows;
            do
            {
                rows = await ranges.ReadAsync<SessionState>(RowRange.Expired(shard, Housekeeping.MinuteBefore(now), null), Batch, CancellationToken.None);
                reads++;
                rowsRead += rows.Length;
                if (!rows.IsEmpty)
                {
                    deleted += await ranges.DeleteAsync("session", [.. rows.Select(row => new RowVersion(row.Key, row.ETag))], CancellationToken.None);
                    deletes++;
                }
            }
            while (rows.Length == Batch);
        }

        return new(live, reads, rowsRead, deletes, deleted, Stopwatch.GetElapsedTime(start));
    }

    private static async Task PutPastAsync(SqliteGrainStorage storage, DateTimeOffset now)
    {
        var random = new Random(1);
        for (var index = 0; index < Past; index++)
        {
            var id = NewId(random, index, now - TimeSpan.FromHours(1));
            await storage.WriteStateAsync(SessionStorage.StateName, GrainId.Create("session", id.ToString()), new GrainState<SessionState>(new SessionState { Id = id }));
        }
    }

    /// <summary>Live rows, as large as those of sessions are; nobody opens them. Past the store, which makes each write durable, and in the order of the keys: a million would take an hour otherwise.</summary>
    private static void PutLive(string path, int live, DateTimeOffset now)
    {
        var random = new Random(2);
        var grains = Enumerable.Range(0, live).Select(index => $"session/{NewId(random, index, now + TimeSpan.FromHours(6))}").Order(StringComparer.Ordinal);
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        using (var fast = connection.CreateCommand())
        {
            fast.CommandText = "PRAGMA synchronous = OFF";
            fast.ExecuteNonQuery();
        }

        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "INSERT INTO SessionClusterState (grain, state, etag, data) VALUES ($grain, $state, 1, $data)";
        var grain = command.Parameters.AddWithValue("$grain", "");
        command.Parameters.AddWithValue("$state", SessionStorage.StateName);
        command.Parameters.AddWithValue("$data", new byte[RowSize]);
        foreach (var name in grains)
        {
            grain.Value = name;
            command.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static SqliteDatabase Open(string path)
    {
        var database = new SqliteDatabase(
            Options.Create(new SqliteDatabaseOptions { Path = path }),
            Options.Create(new ClusterOptions { ClusterId = "bench", ServiceId = "bench" }),
            new SystemMountTable(),
            TimeProvider.System,
            NullLogger<SqliteDatabase>.Instance);
        database.Open();
        return database;
    }

    private static SessionId NewId(Random random, int index, DateTimeOffset deadline)
    {
        Span<byte> bytes = stackalloc byte[SessionId.RandomSize];
        random.NextBytes(bytes);
        return SessionId.Create((byte)index, deadline, bytes);
    }
}
