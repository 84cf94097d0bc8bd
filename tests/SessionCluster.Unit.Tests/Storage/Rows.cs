using SessionCluster.Silo.Storage.Sqlite;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>Rows as the database sees them, without serializer and seal.</summary>
internal static class Rows
{
    public static RowKey Key(string name) => new($"thing/{name}", "state");

    public static byte[] Bytes(int value, int length = 100)
    {
        var bytes = new byte[length];
        BitConverter.TryWriteBytes(bytes, value);
        return bytes;
    }

    public static RowWrite Insert(string name, int value = 0, int length = 100) => new(Key(name), expected: null, Bytes(value, length));

    public static RowWrite Update(string name, long etag, int value = 0, int length = 100) => new(Key(name), etag, Bytes(value, length));

    public static Task<RowOutcome> WriteAsync(this SqliteDatabase database, RowWrite write) => database.WriteAsync(write, TestContext.Current.CancellationToken);

    public static async Task<int?> ValueAsync(this SqliteDatabase database, string name)
    {
        var row = await database.ReadAsync(Key(name), TestContext.Current.CancellationToken);
        return row is { } found ? BitConverter.ToInt32(found.Data) : null;
    }

    public static Task PragmaAsync(this SqliteDatabase database, string pragma) => database.RunOnWriterAsync(
        session =>
        {
            session.Connection.Execute($"PRAGMA {pragma}");
            return true;
        },
        TestContext.Current.CancellationToken);
}
