using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using SessionCluster.Silo.Storage.Fence;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Reading;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>Everything that an open store holds.</summary>
internal sealed class OpenStore
{
    // After this long a writer that has not ended hangs in the disk; the lock goes with the process.
    private static readonly TimeSpan s_closePatience = TimeSpan.FromSeconds(10);

    private readonly DatabaseLock _lock;
    private readonly WriterSession _session;
    private readonly TimeProvider _time;

    private OpenStore(DatabaseLock @lock, WriterSession session, StoreOpening opening, OpenFiles files, string path, SqliteDatabaseOptions options, TimeProvider time, ILogger logger)
    {
        _lock = @lock;
        _session = session;
        _time = time;
        Opening = opening;
        Readers = new(path, options, time);
        Heartbeat = new(files, opening.InstanceId);
        Writer = new(session, options, time, logger);
    }

    /// <summary>What the store said when it was taken over.</summary>
    public StoreOpening Opening { get; }

    /// <summary>The reading connections.</summary>
    public RowReaders Readers { get; }

    /// <summary>The writer.</summary>
    public SqliteWriter Writer { get; }

    /// <summary>The heartbeat.</summary>
    public Heartbeat Heartbeat { get; }

    /// <summary>Takes the lock, opens the file, checks it and takes it over.</summary>
    /// <exception cref="StorageStartupException">It can't be opened.</exception>
    public static OpenStore Open(DatabaseFiles files, SqliteDatabaseOptions options, StoreOwner owner, IMountTable mounts, TimeProvider time, ILogger logger)
    {
        files.Prepare(mounts);
        DatabaseLock? held = null;
        SqliteConnection? connection = null;
        try
        {
            held = DatabaseLock.Take(files, time.GetUtcNow());
            files.CreateDatabase();
            var before = FileIdentity.Of(files.Database);
            connection = SqliteConnections.OpenWriter(files.Database);
            var opening = SqliteSchema.TakeOver(connection, files.Database, owner);
            IntegrityCheck.AfterUncleanStop(connection, files.Database, opening);
            var open = OpenFiles.Capture(files, before);
            return new(held, new(connection, opening), opening, open, files.Database, options, time, logger);
        }
        catch (Exception e)
        {
            connection?.Dispose();
            held?.Dispose();
            if (e is SqliteException or IOException)
            {
                throw StartupSentence.For(files.Database, e);
            }

            throw;
        }
    }

    /// <summary>Closes everything, in the order that leaves nothing behind.</summary>
    /// <param name="cleanly">Whether to mark the store as cleanly left.</param>
    /// <returns>Whether the mark landed; <see langword="null"/> when the writer or a reader did not end in time, and nothing was closed.</returns>
    public async Task<bool?> CloseAsync(bool cleanly)
    {
        Writer.Complete();
        try
        {
            await Writer.Ended.WaitAsync(s_closePatience, _time).ConfigureAwait(false);
            await Readers.CloseAsync().WaitAsync(s_closePatience, _time).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return null;
        }

        // The readers are closed first: closing the last connection copies the log into the database and deletes it.
        return await Task.Run(() => Leave(cleanly)).ConfigureAwait(false);
    }

    private bool Leave(bool cleanly)
    {
        try
        {
            if (!cleanly || Writer.Condemned is not null)
            {
                return false;
            }

            _session.Begin();
            _session.DemandInstance();
            _session.Connection.Execute("UPDATE heartbeat SET stopped_cleanly = 1");
            _session.Commit();
            _session.Connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        }
        catch (Exception e) when (e is SqliteException or ForeignInstanceException)
        {
            // The mark may not have landed: the next start then waits, which is what an unclean stop costs.
            return false;
        }
        finally
        {
            _session.Dispose();
            _lock.Dispose();
        }
    }
}
