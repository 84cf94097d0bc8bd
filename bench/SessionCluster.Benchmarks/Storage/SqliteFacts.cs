using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Benchmarks.Storage;

internal static class SqliteFacts
{
    private static readonly string[] s_levels = ["OFF", "NORMAL", "FULL", "EXTRA"];

    public static string Durability(SqliteConnection connection) =>
        $"journal_mode={connection.Scalar("PRAGMA journal_mode")}, synchronous={s_levels[(long)connection.Scalar("PRAGMA synchronous")!]}";

    public static string Version()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return (string)connection.Scalar("SELECT sqlite_version()")!;
    }
}
