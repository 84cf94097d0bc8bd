namespace SessionCluster.Benchmarks.Storage;

/// <summary>
/// Table and queries for Orleans' ADO.NET provider on SQLite. The package carries no script; this one is ours and leaner than theirs (one statement per operation and
/// a unique index), which favours the ADO.NET side.
/// </summary>
internal static class AdoNetSchema
{
    private const string Key = "GrainIdHash, GrainTypeHash, GrainIdN0, GrainIdN1, GrainTypeString, GrainIdExtensionString, ServiceId";

    private const string SameKey = """
        GrainIdHash = @GrainIdHash AND GrainTypeHash = @GrainTypeHash AND GrainIdN0 = @GrainIdN0 AND GrainIdN1 = @GrainIdN1
        AND GrainTypeString = @GrainTypeString AND GrainIdExtensionString = ifnull(@GrainIdExtensionString, '') AND ServiceId = @ServiceId
        """;

    public const string Tables = $"""
        CREATE TABLE OrleansQuery (QueryKey TEXT PRIMARY KEY, QueryText TEXT NOT NULL);
        CREATE TABLE OrleansStorage (
            GrainIdHash INT NOT NULL, GrainIdN0 BIGINT NOT NULL, GrainIdN1 BIGINT NOT NULL, GrainTypeHash INT NOT NULL, GrainTypeString TEXT NOT NULL,
            GrainIdExtensionString TEXT NOT NULL, ServiceId TEXT NOT NULL, PayloadBinary BLOB, Version INT NOT NULL);
        CREATE UNIQUE INDEX IX_OrleansStorage ON OrleansStorage ({Key});
        """;

    // Inserts when no version is expected and no row is there; updates when the row has the expected version; otherwise changes and returns nothing.
    public const string Write = $"""
        INSERT INTO OrleansStorage ({Key}, PayloadBinary, Version)
        SELECT @GrainIdHash, @GrainTypeHash, @GrainIdN0, @GrainIdN1, @GrainTypeString, ifnull(@GrainIdExtensionString, ''), @ServiceId, @PayloadBinary, 1
        WHERE @GrainStateVersion IS NULL OR EXISTS (SELECT 1 FROM OrleansStorage WHERE {SameKey})
        ON CONFLICT DO UPDATE SET PayloadBinary = excluded.PayloadBinary, Version = Version + 1 WHERE Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion
        """;

    public const string Read = $"SELECT PayloadBinary, Version FROM OrleansStorage WHERE {SameKey}";

    public const string Clear = $"""
        UPDATE OrleansStorage SET PayloadBinary = NULL, Version = Version + 1 WHERE {SameKey} AND Version = @GrainStateVersion
        RETURNING Version AS NewGrainStateVersion
        """;
}
