namespace SessionCluster.Client.Files;

/// <summary>A new file with a secret in it, which only its owner may read (0600). Internal: for rings and credentials, here and in the silo.</summary>
internal static class OwnerFile
{
    /// <summary>Writes it, down to the disk; never over another.</summary>
    /// <exception cref="IOException">There is one already, or it can't be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var file = new FileStream(path, options);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
