using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>One prepared statement with the parameters it names.</summary>
internal sealed class RowStatement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter _grain;
    private readonly SqliteParameter _state;
    private readonly SqliteParameter? _expected;
    private readonly SqliteParameter? _etag;
    private readonly SqliteParameter? _data;

    public RowStatement(SqliteConnection connection, string sql)
    {
        _command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this folder.
        _command.CommandText = sql;
#pragma warning restore CA2100
        _grain = _command.Parameters.Add("$grain", SqliteType.Text);
        _state = _command.Parameters.Add("$state", SqliteType.Text);
        _expected = Add("$expected", SqliteType.Integer);
        _etag = Add("$etag", SqliteType.Integer);
        _data = Add("$data", SqliteType.Blob);
        _command.Prepare();

        SqliteParameter? Add(string name, SqliteType type) => sql.Contains(name, StringComparison.Ordinal) ? _command.Parameters.Add(name, type) : null;
    }

    /// <summary>Runs it. True when exactly one row changed.</summary>
    public bool Change(RowKey key, long? expected, long? etag, ReadOnlyMemory<byte> data)
    {
        Bind(key);
        _expected?.Value = expected;
        _etag?.Value = etag;
        _data?.Value = ToArray(data);
        var changed = _command.ExecuteNonQuery();
        _data?.Value = null;
        return changed == 1;
    }

    /// <summary>Runs it. The integer it found.</summary>
    public long? Find(RowKey key)
    {
        Bind(key);
        return (long?)_command.ExecuteScalar();
    }

    /// <inheritdoc />
    public void Dispose() => _command.Dispose();

    private void Bind(RowKey key)
    {
        _grain.Value = key.Grain;
        _state.Value = key.State;
    }

    // The provider binds whole arrays. A sealed row is one; anything else is copied.
    private static byte[] ToArray(ReadOnlyMemory<byte> data) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Count == segment.Array!.Length ? segment.Array : data.ToArray();
}
