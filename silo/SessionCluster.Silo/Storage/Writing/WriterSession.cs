using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Events.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;
using SQLitePCL;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>The writing connection and its prepared statements. Used by one thread at a time: the opener's, then the writer's, then the closer's.</summary>
internal sealed class WriterSession : IDisposable
{
    private readonly StoreOpening _opening;
    private readonly SqliteCommand _begin;
    private readonly SqliteCommand _commit;
    private readonly SqliteCommand _saveRevision;
    private readonly SqliteCommand _readInstance;
    private readonly SqliteParameter _last;
    private long _revision;

    public WriterSession(SqliteConnection connection, StoreOpening opening)
    {
        Connection = connection;
        _opening = opening;
        _revision = opening.Revision;
        Rows = new(connection);
        Events = new(connection);

        // IMMEDIATE takes the write lock at once: what the transaction reads can't change under it.
        _begin = Prepare("BEGIN IMMEDIATE");
        _commit = Prepare("COMMIT");
        _readInstance = Prepare("SELECT instance FROM heartbeat");
        _saveRevision = Prepare("UPDATE revision SET last = $last", "$last", out _last);
    }

    /// <summary>The connection, for statements that are not prepared here.</summary>
    public SqliteConnection Connection { get; }

    /// <summary>The statements on rows.</summary>
    public RowStatements Rows { get; }

    /// <summary>The statement on events.</summary>
    public EventInsert Events { get; }

    /// <summary>This opening's id, as the heartbeat row has it.</summary>
    public string InstanceId => _opening.InstanceId;

    /// <summary>A revision never given before. A transaction that fails leaves a gap: its commit may have landed all the same.</summary>
    public long NextRevision() => ++_revision;

    /// <summary>Begins a transaction that writes.</summary>
    public void Begin()
    {
        Rollback();
        _begin.ExecuteNonQuery();
    }

    /// <summary>Commits. Returns when the log is on the disk.</summary>
    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Ends a transaction that failed; does nothing when SQLite has already ended it.</summary>
    public void Rollback()
    {
        if (raw.sqlite3_get_autocommit(Connection.Handle) == 0)
        {
            Connection.Execute("ROLLBACK");
        }
    }

    /// <summary>Keeps the last revision with the rows of this transaction.</summary>
    public void SaveRevision()
    {
        _last.Value = _revision;
        _saveRevision.ExecuteNonQuery();
    }

    /// <summary>Throws unless the store is still ours: a process that was paused may wake up after another one took it over.</summary>
    /// <exception cref="ForeignInstanceException">Another instance holds the store.</exception>
    public void DemandInstance()
    {
        if (_readInstance.ExecuteScalar() as string != InstanceId)
        {
            throw new ForeignInstanceException();
        }
    }

    /// <summary>Copies the log into the database as far as no reader needs it.</summary>
    public void Checkpoint() => Connection.Execute("PRAGMA wal_checkpoint(PASSIVE)");

    /// <inheritdoc />
    public void Dispose()
    {
        _begin.Dispose();
        _commit.Dispose();
        _saveRevision.Dispose();
        _readInstance.Dispose();
        Rows.Dispose();
        Events.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Prepare();
        return command;
    }

    private SqliteCommand Prepare(string sql, string name, out SqliteParameter parameter)
    {
        var command = Connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        parameter = command.Parameters.Add(name, SqliteType.Integer);
        command.Prepare();
        return command;
    }
}
