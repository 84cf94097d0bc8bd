using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SessionCluster.Silo.Storage.Writing;

/// <content>What the writer's thread does.</content>
internal sealed partial class SqliteWriter
{
    // A batch, and the checkpoint after it, must be done well within the fence's T, or a burst of large rows would cost the silo its fence.
    private const long MaxBatchBytes = 4L << 20;
    private const long CheckpointBytes = 16L << 20;

    private void Run()
    {
        try
        {
            while (_queue.Take(_batch, _options.MaxBatch, MaxBatchBytes, out var errand))
            {
                if (errand is not null)
                {
                    RunErrand(errand);
                    continue;
                }

                Write(_batch);
                _batch.Clear();
                CheckpointWhenDue();
            }
        }
        finally
        {
            _queue.Complete();
            _ended.SetResult();
        }
    }

    private void RunErrand(WriterWork errand)
    {
        if (_condemned is { } reason)
        {
            errand.Fail(Dead(reason));
            return;
        }

        try
        {
            ((IWriterErrand)errand).Run(_session);
        }
        catch (Exception e)
        {
            errand.Fail(Fault(e));
        }
    }

    /// <summary>
    /// One transaction for all. If a statement finds that its row does not fit (a full disk), nothing of the batch is kept and each write is tried by itself, so
    /// that a revocation, which fits into its row's place, is not lost to a neighbour that needs room. Every other failure is everybody's: its outcome is unknown.
    /// </summary>
    private void Write(List<IBatchWrite> batch)
    {
        var failure = TryCommit(batch, out var committing);
        if (failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_TOOBIG } && !committing && batch.Count > 1)
        {
            LogOneByOne(_logger, failure, batch.Count);
            foreach (var write in batch)
            {
                Answer([write], TryCommit([write], out _));
            }

            return;
        }

        Answer(batch, failure);
    }

    private void Answer(List<IBatchWrite> batch, Exception? failure)
    {
        if (failure is null)
        {
            Acknowledge(batch);
            return;
        }

        if (failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL })
        {
            // Room may be there all the same: once the log has been copied, its file is written again from the front.
            _rowsSinceCheckpoint = _options.CheckpointRows;
        }

        LogBatchFailed(_logger, failure, batch.Count);
        var fault = Fault(failure);
        foreach (var write in batch)
        {
            write.Fail(fault);
        }
    }

    private void Acknowledge(List<IBatchWrite> batch)
    {
        foreach (var write in batch)
        {
            write.Acknowledge();
            _bytesSinceCheckpoint += write.Size;
        }

        _rowsSinceCheckpoint += batch.Count;
    }

    private Exception? TryCommit(List<IBatchWrite> batch, out bool committing)
    {
        committing = false;
        try
        {
            DemandLife();
            _session.Begin();
            _session.DemandInstance();
            foreach (var write in batch)
            {
                write.Apply(_session);
            }

            _session.SaveRevision();
            committing = true;
            _session.Commit();
            return null;
        }
        catch (Exception e)
        {
            if (e is ForeignInstanceException)
            {
                Condemn(e.Message);
            }

            Undo();
            return e;
        }
    }

    /// <summary>Leaves no transaction behind. If that fails too, the next batch tries it again before it begins.</summary>
    private void Undo()
    {
        try
        {
            _session.Rollback();
        }
        catch (SqliteException e)
        {
            LogRollbackFailed(_logger, e);
        }
    }

    /// <summary>After the answers, so that nobody waits for it. A failed checkpoint loses nothing: the log keeps what it has, and the next one tries again.</summary>
    private void CheckpointWhenDue()
    {
        if (_rowsSinceCheckpoint < _options.CheckpointRows && _bytesSinceCheckpoint < CheckpointBytes)
        {
            return;
        }

        (_rowsSinceCheckpoint, _bytesSinceCheckpoint) = (0, 0);
        try
        {
            _session.Checkpoint();
        }
        catch (SqliteException e)
        {
            LogCheckpointFailed(_logger, e);
        }
    }

    private static StorageFaultException Fault(Exception cause) =>
        cause as StorageFaultException ?? new($"The session store could not promise the write; its outcome is unknown. {cause.Message}", cause);
}
