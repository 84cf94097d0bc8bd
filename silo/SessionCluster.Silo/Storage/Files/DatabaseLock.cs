using System.Globalization;

namespace SessionCluster.Silo.Storage.Files;

/// <summary>
/// The exclusive lock of a store: a file beside the database, held open by one process for its life. The operating system releases it when the process ends,
/// however it ends. The file itself stays: deleting it would let two processes lock two files of one name.
/// </summary>
internal sealed class DatabaseLock : IDisposable
{
    // What .NET reports when somebody else holds the lock: the C library's EWOULDBLOCK, or Windows' sharing violation.
    private const int LinuxWouldBlock = 11;
    private const int MacWouldBlock = 35;
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    private readonly DatabaseFiles _files;
    private readonly FileStream _stream;

    private DatabaseLock(DatabaseFiles files, FileStream stream)
    {
        _files = files;
        _stream = stream;
    }

    /// <summary>Takes the lock and notes beside it who holds it.</summary>
    /// <param name="files">The store.</param>
    /// <param name="now">Part of the note, for whoever is refused.</param>
    /// <exception cref="StorageStartupException">Another process holds it, or locks don't work here.</exception>
    public static DatabaseLock Take(DatabaseFiles files, DateTimeOffset now)
    {
        var stream = TryOpen(files) ?? throw InUse(files);
        try
        {
            // The lock is proven, not assumed: a runtime switch or a file system can turn it off without an error.
            using var second = TryOpen(files);
            if (second is not null)
            {
                throw new StorageStartupException(
                    $"The lock of the session store, {files.Lock}, keeps nobody out: file locking is switched off for this process (System.IO.DisableFileLocking) or not supported by the "
                    + "file system. Switch it on, or move SessionCluster:DataDirectory to a local disk.");
            }

            WriteHolder(files, now);
            return new(files, stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        // Before the lock goes: afterwards the note may be somebody else's.
        try
        {
            File.Delete(_files.Holder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A stale note misleads nobody: it is read only while somebody holds the lock, and written anew by each holder.
        }

        _stream.Dispose();
    }

    private static void WriteHolder(DatabaseFiles files, DateTimeOffset now)
    {
        try
        {
            File.WriteAllText(
                files.Holder,
                string.Create(CultureInfo.InvariantCulture, $"process {Environment.ProcessId} on {Environment.MachineName}, since {now:yyyy-MM-dd HH:mm:ss}Z"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A courtesy to whoever is refused (the disk may be full); the lock holds without it.
        }
    }

    private static FileStream? TryOpen(DatabaseFiles files)
    {
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            return new FileStream(files.Lock, options);
        }
        catch (IOException e) when (e.HResult is LinuxWouldBlock or MacWouldBlock or WindowsSharingViolation)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageStartupException($"The lock file of the session store, {files.Lock}, can't be opened: {e.Message} Check its owner and mode.", e);
        }
    }

    private static StorageStartupException InUse(DatabaseFiles files) => new(
        $"The session store {files.Database} is in use by {ReadHolder(files)}: one silo process may open it. "
        + "Stop that process, or give this silo another SessionCluster:DataDirectory.");

    private static string ReadHolder(DatabaseFiles files)
    {
        try
        {
            var holder = File.ReadAllText(files.Holder).Trim();
            return holder.Length is > 0 and <= 256 ? holder : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
