using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Writing;

/// <summary>One conditional write of one row.</summary>
/// <param name="key">The row.</param>
/// <param name="expected">The etag it must have; <see langword="null"/>: there must be no row.</param>
/// <param name="data">Its new bytes; <see langword="null"/> deletes it.</param>
internal sealed class RowWrite(RowKey key, long? expected, ReadOnlyMemory<byte>? data) : WriterWork<RowOutcome>
{
    private RowOutcome _outcome;

    /// <inheritdoc />
    public override int Size => data?.Length ?? 0;

    /// <summary>Runs its statement inside the batch's transaction. The outcome stays here: nobody hears of it before the commit, of a conflict neither.</summary>
    public void Apply(WriterSession session)
    {
        var revision = session.NextRevision();
        var applied = (expected, data) switch
        {
            (null, null) => !session.Rows.Exists(key),
            (null, { } bytes) => session.Rows.Insert(key, revision, bytes),
            ({ } etag, { } bytes) => session.Rows.Update(key, etag, revision, bytes),
            ({ } etag, null) => session.Rows.Delete(key, etag),
        };
        _outcome = (applied, data) switch
        {
            (true, null) => new(true, null),
            (true, _) => new(true, revision),
            _ => new(false, session.Rows.ETag(key)),
        };
    }

    /// <summary>Tells the caller, after the commit.</summary>
    public void Acknowledge() => Succeed(_outcome);
}
