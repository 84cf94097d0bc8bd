using System.Security.Cryptography;
using SessionCluster.Client.Files;

namespace SessionCluster.Silo.Configuration;

/// <summary>Files that only their owner may read: 0600, in a directory of 0700.</summary>
internal static class PrivateFile
{
    /// <summary>Makes a directory, unless there is one.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a new file; never over an existing one, and never half: a crash leaves no file or the whole.</summary>
    /// <returns>False when there is one already, made by another process perhaps: that one counts.</returns>
    public static bool TryCreate(string path, ReadOnlySpan<byte> content)
    {
        if (File.Exists(path))
        {
            return false;
        }

        var draft = $"{path}.{RandomNumberGenerator.GetHexString(8)}.new";
        try
        {
            OwnerFile.Write(draft, content);
            return TryPublish(draft, path);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static bool TryPublish(string draft, string path)
    {
        if (!OperatingSystem.IsWindows() && HardLink.TryCreate(draft, path) is { } made)
        {
            return made;
        }

        try
        {
            File.Move(draft, path, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }
}
