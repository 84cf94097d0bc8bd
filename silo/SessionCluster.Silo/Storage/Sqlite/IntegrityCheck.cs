using Microsoft.Data.Sqlite;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>
/// Reads the whole database once after an unclean stop: a disk that lied about fsync shows then or never, and a subject's row that is silently gone would take its
/// cut-off with it.
/// </summary>
internal static class IntegrityCheck
{
    /// <summary>Checks, if the last instance did not stop cleanly.</summary>
    /// <exception cref="StorageStartupException">The database is damaged.</exception>
    public static void AfterUncleanStop(SqliteConnection connection, string path, StoreOpening opening)
    {
        if (opening.StoppedCleanly)
        {
            return;
        }

        var finding = connection.Scalar("PRAGMA quick_check(1)") as string;
        if (finding != "ok")
        {
            throw StartupSentence.Damaged(path, finding ?? "no answer");
        }
    }
}
