using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Reading;

/// <summary>
/// The reading connections. A read runs on a pool thread, never on the caller's: a grain's turn must not wait for a disk. Readers see the last commit and wait for
/// no writer.
/// </summary>
internal sealed class RowReaders
{
    private readonly Channel<RowReader> _idle = Channel.CreateUnbounded<RowReader>();
    private readonly int _count;
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;

    public RowReaders(string path, SqliteDatabaseOptions options, TimeProvider time)
    {
        _count = options.ReadConnections;
        _timeout = options.Timeout;
        _time = time;
        for (var i = 0; i < _count; i++)
        {
            _idle.Writer.TryWrite(new(SqliteConnections.OpenReader(path)));
        }
    }

    /// <summary>Reads the committed row; <see langword="null"/> when there is none.</summary>
    /// <exception cref="StorageFaultException">It could not be read, or not in time.</exception>
    public Task<StoredRow?> ReadAsync(RowKey key, CancellationToken cancellationToken) => RunAsync(static (reader, key) => reader.Read(key), key, cancellationToken);

    /// <summary>Reads by statements of the caller's own.</summary>
    /// <exception cref="StorageFaultException">It could not be read, or not in time.</exception>
    public Task<T> QueryAsync<T>(Func<SqliteConnection, T> query, CancellationToken cancellationToken) =>
        RunAsync(static (reader, query) => query(reader.Connection), query, cancellationToken);

    private async Task<T> RunAsync<TInput, T>(Func<RowReader, TInput, T> read, TInput input, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(_timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            var reader = await _idle.Reader.ReadAsync(either.Token).ConfigureAwait(false);
            return await Task.Run(() => Read(reader, read, input), CancellationToken.None).WaitAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new StorageFaultException($"The session store did not answer a read within {_timeout.TotalSeconds} s.", e);
        }
        catch (ChannelClosedException e)
        {
            throw new StorageFaultException("The session store is closed.", e);
        }
        catch (SqliteException e)
        {
            throw new StorageFaultException($"The session store could not read. {e.Message}", e);
        }
    }

    /// <summary>Closes every connection, waiting for the reads under way.</summary>
    public async Task CloseAsync()
    {
        for (var i = 0; i < _count; i++)
        {
            var reader = await _idle.Reader.ReadAsync().ConfigureAwait(false);
            reader.Dispose();
        }

        _idle.Writer.TryComplete();
    }

    private T Read<TInput, T>(RowReader reader, Func<RowReader, TInput, T> read, TInput input)
    {
        try
        {
            return read(reader, input);
        }
        finally
        {
            // Also when the caller has given up: the connection is busy until the read ends.
            _idle.Writer.TryWrite(reader);
        }
    }
}
