namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>The table of events in the embedded store.</summary>
internal static class EventTable
{
    /// <summary>The columns, in the order in which they are read.</summary>
    public const string Columns = "stream, sequence, kept_at, kind, at, id, initiator, initiator_client, subject, client_id, class, reason, detail, previous, hash";

    /// <summary>Makes it. Each index is in the order of a page, so that a page costs what it holds.</summary>
    public const string Create = """
        CREATE TABLE SessionEvents (
            stream           TEXT NOT NULL,
            sequence         INTEGER NOT NULL,
            kept_at          INTEGER NOT NULL,
            kind             INTEGER NOT NULL,
            at               INTEGER NOT NULL,
            id               TEXT,
            initiator        INTEGER NOT NULL,
            initiator_client TEXT,
            subject          TEXT,
            client_id        TEXT,
            class            TEXT,
            reason           TEXT,
            detail           TEXT,
            previous         TEXT,
            hash             TEXT,
            PRIMARY KEY (stream, sequence)) STRICT, WITHOUT ROWID;
        CREATE INDEX SessionEventsByTime ON SessionEvents (kept_at, stream, sequence);
        CREATE INDEX SessionEventsByKind ON SessionEvents (kind, kept_at, stream, sequence);
        CREATE INDEX SessionEventsBySubject ON SessionEvents (subject, kept_at, stream, sequence) WHERE subject IS NOT NULL;
        """;
}
