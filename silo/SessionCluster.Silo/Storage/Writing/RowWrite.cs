using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>One conditional write of one row.</summary>
/// <param name="key">The row.</param>
/// <param name="expected">The etag it must have; <see langword="null"/>: there must be no row.</param>
/// <param name="data">Its new bytes; <see langword="null"/> deletes it.</param>
internal sealed class RowWrite(RowKey key, long? expected, ReadOnlyMemory<byte>? data) : BatchWrite<RowOutcome>
{
    /// <inheritdoc />
    public override int Size => data?.Length ?? 0;

    /// <inheritdoc />
    protected override RowOutcome Do(WriterSession session)
    {
        var revision = session.NextRevision();
        var applied = (expected, data) switch
        {
            (null, null) => !session.Rows.Exists(key),
            (null, { } bytes) => session.Rows.Insert(key, revision, bytes),
            ({ } etag, { } bytes) => session.Rows.Update(key, etag, revision, bytes),
            ({ } etag, null) => session.Rows.Delete(key, etag),
        };
        return (applied, data) switch
        {
            (true, null) => new(true, null),
            (true, _) => new(true, revision),
            _ => new(false, session.Rows.ETag(key)),
        };
    }
}
