namespace SessionCluster.Silo.Storage.Files;

/// <summary>Which file a path names now: device and inode. Two equal identities are one file, whatever happened to its name (P-F7).</summary>
internal readonly record struct FileIdentity(ulong Device, ulong Inode)
{
    /// <summary>Asks the file system what <paramref name="path"/> names; <see langword="null"/> when it names nothing.</summary>
    /// <exception cref="IOException">The file system could not tell.</exception>
    /// <remarks>
    /// The file is never opened: closing a second descriptor of a database would drop the POSIX locks that SQLite holds on it in this process.
    /// On Windows an open database can be neither renamed nor deleted (SQLite opens it without FILE_SHARE_DELETE), so its path is its identity.
    /// </remarks>
    public static FileIdentity? Of(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            return NativeStat.Linux(path);
        }

        if (OperatingSystem.IsMacOS())
        {
            return NativeStat.MacOS(path);
        }

        return File.Exists(path) ? new(0, 0) : null;
    }
}
