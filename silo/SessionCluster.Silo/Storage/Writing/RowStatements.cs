using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>The statements on rows, prepared once. Each is conditional: it changes the expected row or none.</summary>
internal sealed class RowStatements(SqliteConnection connection) : IDisposable
{
    private readonly RowStatement _insert = new(connection, "INSERT INTO SessionClusterState (grain, state, etag, data) VALUES ($grain, $state, $etag, $data) ON CONFLICT DO NOTHING");
    private readonly RowStatement _update = new(connection, "UPDATE SessionClusterState SET etag = $etag, data = $data WHERE grain = $grain AND state = $state AND etag = $expected");
    private readonly RowStatement _delete = new(connection, "DELETE FROM SessionClusterState WHERE grain = $grain AND state = $state AND etag = $expected");
    private readonly RowStatement _etag = new(connection, "SELECT etag FROM SessionClusterState WHERE grain = $grain AND state = $state");

    /// <summary>Adds the row. False: there is one.</summary>
    public bool Insert(RowKey key, long etag, ReadOnlyMemory<byte> data) => _insert.Change(key, expected: null, etag, data);

    /// <summary>Replaces the row. False: it does not have the expected etag, or is not there.</summary>
    public bool Update(RowKey key, long expected, long etag, ReadOnlyMemory<byte> data) => _update.Change(key, expected, etag, data);

    /// <summary>Deletes the row. False: it does not have the expected etag, or is not there.</summary>
    public bool Delete(RowKey key, long expected) => _delete.Change(key, expected, etag: null, data: default);

    /// <summary>The row's etag; <see langword="null"/> when there is no row.</summary>
    public long? ETag(RowKey key) => _etag.Find(key);

    /// <summary>True when the row is there.</summary>
    public bool Exists(RowKey key) => ETag(key) is not null;

    /// <inheritdoc />
    public void Dispose()
    {
        _insert.Dispose();
        _update.Dispose();
        _delete.Dispose();
        _etag.Dispose();
    }
}
