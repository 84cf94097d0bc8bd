using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>Orleans' own ADO.NET provider on SQLite, on a file with the same durability.</summary>
/// <remarks>
/// With the invariant Microsoft.Data.Sqlite, which its documentation names, version 10.4.2 throws KeyNotFoundException at start: its table of constants has only
/// System.Data.SQLite. So the factory of Microsoft.Data.Sqlite is registered under that name.
/// </remarks>
internal sealed class AdoNetContender : IStorageContender
{
    private const string Invariant = "System.Data.SQLite";

    private readonly SqliteConnection _keepAlive;

    private AdoNetContender(SqliteConnection keepAlive, IGrainStorage storage, string durability)
    {
        _keepAlive = keepAlive;
        Storage = storage;
        Durability = durability;
    }

    public IGrainStorage Storage { get; }

    public string Durability { get; }

    public long? Commits => null;

    public static async Task<IStorageContender> CreateAsync(string directory)
    {
        DbProviderFactories.RegisterFactory(Invariant, SqliteFactory.Instance);
        var file = Path.Combine(Directory.CreateDirectory(Path.Combine(directory, "adonet")).FullName, "grains.db");
        var connectionString = $"Data Source={file}";
        var keepAlive = new SqliteConnection(connectionString);
        keepAlive.Open();
        keepAlive.Execute("PRAGMA journal_mode = WAL");
        keepAlive.Execute(AdoNetSchema.Tables);
        Add(keepAlive, "WriteToStorageKey", AdoNetSchema.Write);
        Add(keepAlive, "ReadFromStorageKey", AdoNetSchema.Read);
        Add(keepAlive, "ClearStorageKey", AdoNetSchema.Clear);

        var storage = new AdoNetGrainStorage(
            BenchSerialization.Activators,
            NullLogger<AdoNetGrainStorage>.Instance,
            Options.Create(new AdoNetGrainStorageOptions { Invariant = Invariant, ConnectionString = connectionString, GrainStorageSerializer = BenchSerialization.Sealed }),
            Options.Create(new ClusterOptions { ClusterId = "bench", ServiceId = "bench" }),
            "bench");
        var lifecycle = new StartOnly();
        storage.Participate(lifecycle);
        await lifecycle.StartAsync();
        return new AdoNetContender(keepAlive, storage, SqliteFacts.Durability(keepAlive));
    }

    public ValueTask DisposeAsync()
    {
        _keepAlive.Dispose();
        SqliteConnection.ClearAllPools();
        return ValueTask.CompletedTask;
    }

    private static void Add(SqliteConnection connection, string key, string text)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "INSERT INTO OrleansQuery VALUES ($key, $text)";
        command.Parameters.AddWithValue("$key", key);
        command.Parameters.AddWithValue("$text", text);
        command.ExecuteNonQuery();
    }

    /// <summary>A silo's life as far as the provider takes part in it: it reads its queries at start.</summary>
    private sealed class StartOnly : ISiloLifecycle, IDisposable
    {
        private readonly List<ILifecycleObserver> _observers = [];

        public int HighestCompletedStage => int.MinValue;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            _observers.Add(observer);
            return this;
        }

        public Task StartAsync() => Task.WhenAll(_observers.Select(observer => observer.OnStart(CancellationToken.None)));

        public void Dispose() => _observers.Clear();
    }
}
