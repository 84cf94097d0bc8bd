using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>What SQLite says, as a sentence for the operator.</summary>
internal static class StartupSentence
{
    /// <summary>The exception for a failure to open.</summary>
    public static StorageStartupException For(string path, Exception failure) => (failure as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => new($"{path} is not an SQLite database: something else lies where the session store should be. Move it away, or give the silo another SessionCluster:DataDirectory.", failure),
        raw.SQLITE_CORRUPT => Damaged(path, failure.Message, failure),
        raw.SQLITE_FULL => new($"The session store {path} can't be opened because its disk is full: make room, then start again. Nothing is lost.", failure),
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM => new($"The session store {path} can't be written: check the owner and mode of the file, of its -wal and -shm companions, and of the directory ({failure.Message})", failure),
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new($"The session store {path} is locked by a program that is not a silo (an SQLite shell, a backup tool): close it, then start again.", failure),
        _ => new($"The session store {path} can't be opened: {failure.Message}", failure),
    };

    /// <summary>The exception for a damaged database.</summary>
    public static StorageStartupException Damaged(string path, string finding, Exception? failure = null) => new(
        $"The session store {path} is damaged ({finding}). Keep the file and its -wal companion for examination, check the disk, and restore a backup as the restore procedure says: "
        + "retire the edge keys first, so that no session revoked since then comes back.",
        failure);
}
