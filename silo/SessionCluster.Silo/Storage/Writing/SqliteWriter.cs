using Microsoft.Extensions.Logging;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>
/// The one writer of a store: a thread of its own that takes whatever waits, commits it in one transaction, and only then answers. While a commit waits for the
/// disk the next batch gathers, so the number of commits adapts to the disk by itself.
/// </summary>
internal sealed partial class SqliteWriter
{
    private readonly WriterSession _session;
    private readonly SqliteDatabaseOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly WriterQueue _queue;
    private readonly List<IBatchWrite> _batch = [];
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _rowsSinceCheckpoint;
    private long _bytesSinceCheckpoint;
    private volatile string? _condemned;

    /// <summary>Starts the writer; it owns <paramref name="session"/> until <see cref="Ended"/>.</summary>
    public SqliteWriter(WriterSession session, SqliteDatabaseOptions options, TimeProvider time, ILogger logger)
    {
        _session = session;
        _options = options;
        _time = time;
        _logger = logger;
        _queue = new(options.QueueCapacity, options.QueueCapacityBytes);

        // A thread, not a task: it blocks in fsync most of its life, and the pool has few threads on a small machine.
        new Thread(Run) { Name = "session store writer", IsBackground = true }.Start();
    }

    /// <summary>Why this process has lost the store for ever; <see langword="null"/> while it has not.</summary>
    public string? Condemned => _condemned;

    /// <summary>Ends when the writer has served everything it had taken, and no longer uses its session.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Writes, and returns when that is on the disk.</summary>
    /// <exception cref="StorageFaultException">It could not be promised; the outcome is unknown (P-W2) unless the message says otherwise.</exception>
    public Task<T> WriteAsync<T>(BatchWrite<T> write, CancellationToken cancellationToken)
    {
        if (write.Size > _options.MaxRowBytes)
        {
            throw new StorageFaultException($"A write of {write.Size} bytes is above the limit of {_options.MaxRowBytes}; nothing was written.");
        }

        DemandLife();
        return _queue.TryAdd(write)
            ? AwaitAsync(write, cancellationToken)
            : throw new StorageFaultException("The session store takes no more writes now: too many wait for the disk, or it is closing; nothing was written.");
    }

    /// <summary>Runs an errand by itself, before the writes that wait.</summary>
    /// <exception cref="StorageFaultException">It failed, or did not end in time.</exception>
    public Task<T> RunAsync<T>(WriterErrand<T> errand, CancellationToken cancellationToken)
    {
        DemandLife();
        return _queue.TryAdd(errand)
            ? AwaitAsync(errand, cancellationToken)
            : throw new StorageFaultException("The session store takes no more work now: the disk hangs, or it is closing.");
    }

    /// <summary>Ends all writing for the life of this process, because what it writes is no longer the store.</summary>
    public void Condemn(string reason)
    {
        if (Interlocked.CompareExchange(ref _condemned, reason, null) is null)
        {
            LogCondemned(_logger, reason);
        }
    }

    /// <summary>Takes no more work; what waits is still served, then <see cref="Ended"/> ends.</summary>
    public void Complete() => _queue.Complete();

    private async Task<T> AwaitAsync<T>(WriterWork<T> work, CancellationToken cancellationToken)
    {
        try
        {
            return await work.Completion.WaitAsync(_options.Timeout, _time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw new StorageFaultException(work.TryWithdraw()
                ? $"The session store did not get to the write within {_options.Timeout.TotalSeconds} s; nothing was written."
                : $"The session store did not finish the write within {_options.Timeout.TotalSeconds} s; its outcome is unknown.");
        }
        catch (OperationCanceledException)
        {
            // Not begun: it never will be. Begun: the outcome is unknown, as with every failed write.
            work.TryWithdraw();
            throw;
        }
    }

    private void DemandLife()
    {
        if (_condemned is { } reason)
        {
            throw Dead(reason);
        }
    }

    private static StorageFaultException Dead(string reason) => new($"This process has lost the session store: {reason} Nothing was written.");
}
