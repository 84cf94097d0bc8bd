using System.Globalization;
using System.Text;

namespace SessionCluster.Silo.Storage.Files;

/// <summary>The running system's mounts: <c>/proc/self/mountinfo</c> on Linux, what .NET knows of the drive elsewhere.</summary>
internal sealed class SystemMountTable : IMountTable
{
    private const string MountInfo = "/proc/self/mountinfo";

    /// <inheritdoc />
    public MountPoint? Find(string directory)
    {
        if (OperatingSystem.IsLinux() && File.Exists(MountInfo))
        {
            return Find(File.ReadLines(MountInfo), directory, FileIdentity.Of(directory)?.Device);
        }

        var drive = new DriveInfo(directory);
        return drive.DriveType == DriveType.Network ? new(drive.Name, "network drive") : new(drive.Name, drive.DriveFormat);
    }

    /// <summary>
    /// The mount of the directory's device, whatever symbolic links its path goes through; else, for file systems that show another device there (btrfs),
    /// the mount with the longest directory above it. Of equals the last one, which lies on top.
    /// </summary>
    /// <param name="mountInfo">Lines of proc(5), mountinfo: <c>id parent major:minor root mount-point options optional... - type source super-options</c>.</param>
    /// <param name="directory">An absolute path.</param>
    /// <param name="device">The directory's device, as <see cref="FileIdentity"/> has it.</param>
    internal static MountPoint? Find(IEnumerable<string> mountInfo, string directory, ulong? device)
    {
        MountPoint? byDevice = null, byPath = null;
        foreach (var line in mountInfo)
        {
            var separator = line.IndexOf(" - ", StringComparison.Ordinal);
            var head = separator < 0 ? [] : line[..separator].Split(' ');
            if (head.Length < 6)
            {
                continue;
            }

            var mount = new MountPoint(Unescape(head[4]), line[(separator + 3)..].Split(' ')[0]);
            if (device is not null && Device(head[2]) == device)
            {
                byDevice = mount;
            }

            if (IsAbove(mount.Directory, directory) && mount.Directory.Length >= (byPath?.Directory.Length ?? 0))
            {
                byPath = mount;
            }
        }

        return byDevice ?? byPath;
    }

    private static ulong? Device(string majorMinor)
    {
        var colon = majorMinor.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            && uint.TryParse(majorMinor.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && uint.TryParse(majorMinor.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor)
            ? ((ulong)major << 32) | minor
            : null;
    }

    private static bool IsAbove(string mount, string directory) =>
        mount == "/" || directory == mount || (directory.Length > mount.Length && directory[mount.Length] == '/' && directory.StartsWith(mount, StringComparison.Ordinal));

    /// <summary>The kernel writes space, tab, line feed and backslash as three octal digits.</summary>
    private static string Unescape(string field)
    {
        if (!field.Contains('\\'))
        {
            return field;
        }

        var text = new StringBuilder(field.Length);
        for (var i = 0; i < field.Length; i++)
        {
            if (field[i] == '\\' && i + 3 < field.Length && int.TryParse(field.AsSpan(i + 1, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            {
                text.Append((char)Convert.ToInt32(field.Substring(i + 1, 3), 8));
                i += 3;
            }
            else
            {
                text.Append(field[i]);
            }
        }

        return text.ToString();
    }
}
