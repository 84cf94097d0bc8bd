namespace SessionCluster.Silo.Storage.Files;

/// <summary>
/// The files that are open, as against what their paths name (P-F7). Whoever replaces or deletes the database or its log under a running silo leaves it with files
/// that no later process will ever read.
/// </summary>
internal sealed class OpenFiles
{
    private readonly DatabaseFiles _files;
    private readonly FileIdentity _database;
    private readonly FileIdentity _log;

    private OpenFiles(DatabaseFiles files, FileIdentity database, FileIdentity log)
    {
        _files = files;
        _database = database;
        _log = log;
    }

    /// <summary>Remembers what SQLite has opened.</summary>
    /// <param name="files">The paths.</param>
    /// <param name="before">What the database's path named before SQLite opened it.</param>
    /// <exception cref="StorageStartupException">The database was replaced while it was being opened.</exception>
    public static OpenFiles Capture(DatabaseFiles files, FileIdentity? before)
    {
        var database = FileIdentity.Of(files.Database);
        var log = FileIdentity.Of(files.Log);
        return database is { } && database == before && log is { }
            ? new(files, database.Value, log.Value)
            : throw new StorageStartupException($"The session store {files.Database} was replaced while it was being opened: find out by whom, then start again.");
    }

    /// <summary>What no longer names an open file, as a sentence; <see langword="null"/> when all is well.</summary>
    /// <exception cref="IOException">The file system could not tell.</exception>
    public string? FindReplaced()
    {
        if (FileIdentity.Of(_files.Database) != _database)
        {
            return $"The file {_files.Database} was replaced or deleted while it was open.";
        }

        return FileIdentity.Of(_files.Log) != _log ? $"The file {_files.Log} was replaced or deleted while it was open." : null;
    }
}
