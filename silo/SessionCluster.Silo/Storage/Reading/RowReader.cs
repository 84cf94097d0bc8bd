using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Reading;

/// <summary>One reading connection with its prepared statement; used by one caller at a time.</summary>
internal sealed class RowReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _grain;
    private readonly SqliteParameter _state;

    public RowReader(SqliteConnection connection)
    {
        _connection = connection;
        _command = connection.CreateCommand();
        _command.CommandText = "SELECT etag, data FROM SessionClusterState WHERE grain = $grain AND state = $state";
        _grain = _command.Parameters.Add("$grain", SqliteType.Text);
        _state = _command.Parameters.Add("$state", SqliteType.Text);
        _command.Prepare();
    }

    /// <summary>The connection, for statements that are not prepared here.</summary>
    public SqliteConnection Connection => _connection;

    /// <summary>The committed row; <see langword="null"/> when there is none.</summary>
    public StoredRow? Read(RowKey key)
    {
        _grain.Value = key.Grain;
        _state.Value = key.State;
        using var reader = _command.ExecuteReader();
        return reader.Read() ? new StoredRow(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _command.Dispose();
        _connection.Dispose();
    }
}
