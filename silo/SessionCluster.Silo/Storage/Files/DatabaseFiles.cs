namespace SessionCluster.Silo.Storage.Files;

/// <summary>The files of one store: the database, SQLite's log and index beside it, and the lock.</summary>
internal sealed class DatabaseFiles(string path)
{
    private const UnixFileMode OwnerOnlyDirectory = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = ~(UnixFileMode)0 ^ OwnerOnlyDirectory;

    /// <summary>The database, an absolute path.</summary>
    public string Database { get; } = System.IO.Path.GetFullPath(path);

    /// <summary>The directory of all of them.</summary>
    public string Directory => System.IO.Path.GetDirectoryName(Database)!;

    /// <summary>SQLite's write-ahead log: what was committed since the last checkpoint is here and nowhere else.</summary>
    public string Log => Database + "-wal";

    /// <summary>The file whose lock keeps a second process out.</summary>
    public string Lock => Database + ".lock";

    /// <summary>Says who holds the lock; the lock itself can't be read while it is held.</summary>
    public string Holder => Database + ".holder";

    /// <summary>Makes the directory (0700), refuses a network file system, and makes an empty database (0600) if there is none.</summary>
    /// <exception cref="StorageStartupException">The directory can't be used.</exception>
    public void Prepare(IMountTable mounts)
    {
        try
        {
            CreateDirectory();
            RefuseNetworkFileSystem(mounts);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartupException($"The directory of the session store {Database} can't be used: {e.Message} Give the silo a directory that it may write (SessionCluster:DataDirectory).", e);
        }
    }

    /// <summary>Makes the database readable and writable by its owner alone; SQLite gives its log and index the same mode.</summary>
    /// <exception cref="StorageStartupException">The file can't be made or opened, or is a symbolic link.</exception>
    public void CreateDatabase()
    {
        if (new FileInfo(Database).LinkTarget is { } target)
        {
            // SQLite would keep its log beside the target, where the checks of this path don't look.
            throw new StorageStartupException($"The session store {Database} is a symbolic link to {target}: name the file itself (SessionCluster:DataDirectory).");
        }

        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerOnlyFile;
            }

            // Opened and closed before SQLite holds any lock: afterwards closing a descriptor would drop SQLite's locks.
            using var stream = new FileStream(Database, options);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartupException($"The session store {Database} can't be opened for writing: {e.Message} Check the owner and mode of the file and of its directory.", e);
        }
    }

    /// <summary>True when somebody but the owner may read or write the database.</summary>
    public bool IsOpenToOthers() => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(Database) & Others) != 0;

    private void CreateDirectory()
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(Directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(Directory, OwnerOnlyDirectory);
        }
    }

    private void RefuseNetworkFileSystem(IMountTable mounts)
    {
        if (mounts.Find(Directory) is { } mount && NetworkFileSystem.IsRefused(mount.FileSystem))
        {
            throw new StorageStartupException(
                $"The session store {Database} lies on a network file system ({mount.FileSystem}, mounted at {mount.Directory}), where locks and fsync don't protect it. "
                + "Move SessionCluster:DataDirectory to a local disk.");
        }
    }
}
