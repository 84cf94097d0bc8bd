using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Storage.Fence;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Reading;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>
/// The embedded store of one silo process: a locked file, one writer, a few readers. Opened once, by whoever needs it first; closed once, by the silo's stop.
/// </summary>
internal sealed partial class SqliteDatabase : IAsyncDisposable
{
    private readonly SqliteDatabaseOptions _options;
    private readonly StoreOwner _owner;
    private readonly IMountTable _mounts;
    private readonly TimeProvider _time;
    private readonly ILogger<SqliteDatabase> _logger;
    private readonly Lock _gate = new();
    private volatile OpenStore? _open;
    private bool _closed;

    public SqliteDatabase(
        IOptions<SqliteDatabaseOptions> options,
        IOptions<ClusterOptions> cluster,
        IMountTable mounts,
        [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider time,
        ILogger<SqliteDatabase> logger)
    {
        _options = options.Value;
        _owner = new(cluster.Value.ClusterId, cluster.Value.ServiceId);
        _mounts = mounts;
        _time = time;
        _logger = logger;
        Files = new(_options.Path);
    }

    /// <summary>Its files.</summary>
    public DatabaseFiles Files { get; }

    /// <summary>Opens the store, unless that has been done, and says what it found.</summary>
    /// <exception cref="StorageStartupException">It can't be opened; the message is for the operator.</exception>
    public StoreOpening Open()
    {
        lock (_gate)
        {
            if (_closed)
            {
                throw new StorageStartupException($"The session store {Files.Database} was closed: this process can't open it again.");
            }

            if (_open is null)
            {
                _open = OpenStore.Open(Files, _options, _owner, _mounts, _time, _logger);
                LogOpened(_logger, Files.Database, _open.Opening.StoreId, _open.Opening.IsNew, _open.Opening.StoppedCleanly);
                if (Files.IsOpenToOthers())
                {
                    LogOpenToOthers(_logger, Files.Database);
                }
            }

            return _open.Opening;
        }
    }

    /// <summary>Reads the committed row; <see langword="null"/> when there is none.</summary>
    /// <exception cref="StorageFaultException">It could not be read, or not in time.</exception>
    public Task<StoredRow?> ReadAsync(RowKey key, CancellationToken cancellationToken) => Store.Readers.ReadAsync(key, cancellationToken);

    /// <summary>Reads what is committed by statements of the caller's own, on a reading connection.</summary>
    /// <exception cref="StorageFaultException">It could not be read, or not in time.</exception>
    public Task<T> QueryAsync<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken) => Store.Readers.QueryAsync(query, cancellationToken);

    /// <summary>Writes a row on condition of its etag, or events, and returns when that is on the disk.</summary>
    /// <exception cref="StorageFaultException">It could not be promised; the outcome is unknown (P-W2) unless the message says otherwise.</exception>
    public Task<T> WriteAsync<T>(BatchWrite<T> write, CancellationToken cancellationToken) => Store.Writer.WriteAsync(write, cancellationToken);

    /// <summary>Runs code on the writer's thread, between two batches: upkeep, and the faults that tests inject.</summary>
    /// <exception cref="StorageFaultException">It failed, or did not end in time.</exception>
    public Task<T> RunOnWriterAsync<T>(Func<WriterSession, T> errand, CancellationToken cancellationToken) =>
        Store.Writer.RunAsync(new DelegateErrand<T>(errand), cancellationToken);

    /// <summary>Proves once that the store is still ours and still writes: <see langword="null"/>, or why this process has lost it for ever.</summary>
    /// <exception cref="StorageFaultException">It could not be told.</exception>
    public async Task<string?> BeatAsync(CancellationToken cancellationToken)
    {
        var store = Store;
        if (store.Writer.Condemned is { } reason)
        {
            return reason;
        }

        var lost = await store.Writer.RunAsync(store.Heartbeat.Beat(), cancellationToken).ConfigureAwait(false);
        if (lost is not null)
        {
            store.Writer.Condemn(lost);
        }

        return lost;
    }

    /// <summary>
    /// Serves what waits, marks the store as cleanly left, copies the log into the database and releases the lock. Call it when this process will never answer
    /// from the store again: the next one then starts without waiting (P-F7).
    /// </summary>
    /// <param name="cancellationToken">Cancelled when the silo is torn down instead of stopped: the store is closed all the same, without the mark.</param>
    public Task CloseAsync(CancellationToken cancellationToken) => CloseAsync(cleanly: !cancellationToken.IsCancellationRequested);

    /// <summary>Closes the store without the mark, if nobody has closed it: whoever opens it next waits 1.1 T.</summary>
    public async ValueTask DisposeAsync() => await CloseAsync(cleanly: false).ConfigureAwait(false);

    private OpenStore Store => _open ?? throw new StorageFaultException(_closed ? "The session store is closed." : "The session store is not open yet.");

    private async Task CloseAsync(bool cleanly)
    {
        OpenStore? store;
        lock (_gate)
        {
            store = _open;
            _open = null;
            _closed = true;
        }

        if (store is not null && await store.CloseAsync(cleanly).ConfigureAwait(false) is { } marked)
        {
            LogClosed(_logger, Files.Database, marked);
        }
    }
}
