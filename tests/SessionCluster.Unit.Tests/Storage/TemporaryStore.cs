using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Keys;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sealing;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>A directory of its own for one test, and stores opened in it; both gone afterwards.</summary>
internal sealed class TemporaryStore : IAsyncDisposable
{
    private static readonly ServiceProvider s_serialization = new ServiceCollection().AddSerializer().BuildServiceProvider();

    private readonly List<SqliteDatabase> _databases = [];
    private readonly string _root = Directory.CreateTempSubdirectory("session-store-").FullName;

    /// <summary>The database's path: its directory does not exist until a store is opened.</summary>
    public string Path => System.IO.Path.Combine(_root, "data", "sessions.db");

    public string Root => _root;

    public static SiloRing Ring { get; } = new(KeyRing.Create(3, new Dictionary<byte, byte[]> { [3] = [.. Enumerable.Repeat((byte)7, 32)] }));

    public static IGrainStorageSerializer PlainSerializer { get; } = new OrleansGrainStorageSerializer(s_serialization.GetRequiredService<Serializer>());

    public static SealedGrainStorageSerializer Serializer { get; } = new(PlainSerializer, Ring);

    /// <summary>Another database object on the same path: what another process would have.</summary>
    public SqliteDatabase Database(
        Action<SqliteDatabaseOptions>? configure = null, IMountTable? mounts = null, TimeProvider? time = null, string clusterId = "cluster", ILogger<SqliteDatabase>? logger = null)
    {
        var options = new SqliteDatabaseOptions { Path = Path };
        configure?.Invoke(options);
        var cluster = new ClusterOptions { ClusterId = clusterId, ServiceId = "service" };
        var database = new SqliteDatabase(
            Options.Create(options), Options.Create(cluster), mounts ?? new SystemMountTable(), time ?? TimeProvider.System, logger ?? NullLogger<SqliteDatabase>.Instance);
        _databases.Add(database);
        return database;
    }

    /// <summary>A database that is open.</summary>
    public SqliteDatabase Open(Action<SqliteDatabaseOptions>? configure = null, TimeProvider? time = null)
    {
        var database = Database(configure, time: time);
        database.Open();
        return database;
    }

    public static SqliteGrainStorage Storage(SqliteDatabase database, IGrainStorageSerializer? serializer = null) => new(
        "sessions",
        new SqliteGrainStorageOptions { GrainStorageSerializer = serializer ?? Serializer },
        database,
        s_serialization.GetRequiredService<IActivatorProvider>());

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases)
        {
            await database.DisposeAsync();
        }

        Directory.Delete(_root, recursive: true);
    }
}
