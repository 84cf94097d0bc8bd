using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Events.Sqlite;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>Makes the tables of a new store, checks those of an old one, and takes the store over: one transaction.</summary>
internal static class SqliteSchema
{
    /// <summary>The version of the tables below; 1 had no events.</summary>
    public const int Version = 2;

    private const int WithoutEvents = 1;

    // "SCst": tells a session store from any other SQLite file.
    private const long ApplicationId = 0x53437374;

    // A row's etag is the store's revision at its last write. Revisions are never given twice, so an etag from before a row was cleared never fits the row that came after.
    private const string Tables = """
        CREATE TABLE SessionClusterState (
            grain TEXT NOT NULL,
            state TEXT NOT NULL,
            etag  INTEGER NOT NULL,
            data  BLOB NOT NULL,
            PRIMARY KEY (grain, state)) STRICT;
        CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
        CREATE TABLE revision (one INTEGER PRIMARY KEY CHECK (one = 1), last INTEGER NOT NULL) STRICT;
        CREATE TABLE heartbeat (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            instance TEXT NOT NULL,
            counter INTEGER NOT NULL,
            stopped_cleanly INTEGER NOT NULL) STRICT;
        INSERT INTO revision VALUES (1, 0);
        INSERT INTO heartbeat VALUES (1, '', 0, 1);
        """;

    /// <summary>Takes the store over for a new instance of <paramref name="owner"/>.</summary>
    /// <exception cref="StorageStartupException">It is not a session store, is of a newer version, or belongs to another cluster.</exception>
    public static StoreOpening TakeOver(SqliteConnection connection, string path, StoreOwner owner)
    {
        connection.Execute("BEGIN IMMEDIATE");
        var isNew = IsEmpty(connection);
        if (isNew)
        {
            Create(connection, owner);
        }

        var version = Check(connection, path, owner);
        Upgrade(connection, version);
        var stoppedCleanly = (long)connection.Scalar("SELECT stopped_cleanly FROM heartbeat")! == 1;
        var instance = Draw();
        connection.Run("UPDATE heartbeat SET instance = $value, counter = 0, stopped_cleanly = 0", instance);
        var opening = new StoreOpening(Meta(connection, "store_id")!, instance, isNew, stoppedCleanly, (long)connection.Scalar("SELECT last FROM revision")!);
        connection.Execute("COMMIT");
        return opening;
    }

    private static bool IsEmpty(SqliteConnection connection) =>
        (long)connection.Scalar("PRAGMA application_id")! == 0 && (long)connection.Scalar("SELECT count(*) FROM sqlite_schema")! == 0;

    private static void Create(SqliteConnection connection, StoreOwner owner)
    {
        connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}"));
        connection.Execute(Tables);
        connection.Execute(EventTable.Create);
        connection.Run("INSERT INTO meta VALUES ('schema', $value)", Version.ToString(CultureInfo.InvariantCulture));
        connection.Run("INSERT INTO meta VALUES ('store_id', $value)", Draw());
        connection.Run("INSERT INTO meta VALUES ('cluster_id', $value)", owner.ClusterId);
        connection.Run("INSERT INTO meta VALUES ('service_id', $value)", owner.ServiceId);
    }

    // Inside the transaction that takes the store over: it is upgraded whole or not at all. The silo that wrote the older version refuses the store from then on.
    private static void Upgrade(SqliteConnection connection, int version)
    {
        if (version == WithoutEvents)
        {
            connection.Execute(EventTable.Create);
            connection.Run("UPDATE meta SET value = $value WHERE name = 'schema'", Version.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Answers the version of its tables.</summary>
    private static int Check(SqliteConnection connection, string path, StoreOwner owner)
    {
        if ((long)connection.Scalar("PRAGMA application_id")! != ApplicationId)
        {
            throw new StorageStartupException($"{path} is an SQLite database of something else, not a session store: give the silo a SessionCluster:DataDirectory of its own.");
        }

        var version = Meta(connection, "schema");
        if (!int.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is < WithoutEvents or > Version)
        {
            throw new StorageStartupException(
                $"The session store {path} has schema version {version ?? "none"}, this silo reads {Version}: start the version of SessionCluster that wrote it, or a later one that can upgrade it.");
        }

        var found = new StoreOwner(Meta(connection, "cluster_id") ?? "", Meta(connection, "service_id") ?? "");
        if (found != owner)
        {
            throw new StorageStartupException(
                $"The session store {path} belongs to cluster '{found.ClusterId}', service '{found.ServiceId}', not to '{owner.ClusterId}', '{owner.ServiceId}': "
                + "correct SessionCluster:Cluster:ClusterId and ServiceId, or give this silo another SessionCluster:DataDirectory.");
        }

        return number;
    }

    private static string? Meta(SqliteConnection connection, string name)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT value FROM meta WHERE name = $name";
        command.Parameters.AddWithValue("$name", name);
        return command.ExecuteScalar() as string;
    }

    private static void Run(this SqliteConnection connection, string sql, string value)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this file.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Parameters.AddWithValue("$value", value);
        command.ExecuteNonQuery();
    }

    private static string Draw() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
