using Microsoft.Data.Sqlite;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>Opens connections: one that writes, several that read.</summary>
internal static class SqliteConnections
{
    // Nobody else writes. Whoever locks the file from outside (an operator's shell) makes a write fail after this many seconds instead of hanging.
    private const int BusySeconds = 2;

    /// <summary>The writing connection: write-ahead log, and a commit that returns only when the log is on the disk.</summary>
    public static SqliteConnection OpenWriter(string path)
    {
        var connection = Open(path);
        try
        {
            // FULL is what makes G3 true: NORMAL would lose acknowledged commits with the power. fullfsync: on macOS a plain fsync stops at the drive's cache.
            connection.Execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;");

            // Checkpoints are taken after a batch has been acknowledged, not inside its commit.
            connection.Execute("PRAGMA wal_autocheckpoint = 0; PRAGMA journal_size_limit = 67108864; PRAGMA cache_size = -16384; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>A reading connection: sees what is committed and nothing else, and waits for no writer.</summary>
    public static SqliteConnection OpenReader(string path)
    {
        var connection = Open(path);
        try
        {
            connection.Execute("PRAGMA query_only = ON; PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Runs statements that return nothing of interest.</summary>
    public static void Execute(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller passes a literal of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    /// <summary>Runs a statement that returns one value.</summary>
    public static object? Scalar(this SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every caller passes a literal of this folder.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    private static SqliteConnection Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
