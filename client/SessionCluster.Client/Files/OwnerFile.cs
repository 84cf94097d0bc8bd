namespace SessionCluster.Client.Files;

/// <summary>A new file with a secret in it, which only its owner may read (0600). Internal: for rings and credentials, here and in the silo.</summary>
internal static class OwnerFile
{
    /// <summary>Makes it, empty; never in place of another.</summary>
    /// <exception cref="IOException">There is one already, or it can't be written.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Makes it with a content, down to the disk.</summary>
    /// <exception cref="IOException">There is one already, or it can't be written.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = Create(path);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }
}
