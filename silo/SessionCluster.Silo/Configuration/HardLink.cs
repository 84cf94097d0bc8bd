using System.Runtime.InteropServices;
using System.Text;

namespace SessionCluster.Silo.Configuration;

/// <summary>Gives a file a second name, unless something has that name: in one step, where <see cref="File.Move(string, string, bool)"/> looks first and renames then. .NET has no public call for it.</summary>
internal static class HardLink
{
    private const int FileExists = 17;

    /// <summary>Makes a link.</summary>
    /// <returns>False when something has that name already; <see langword="null"/> when no link can be made here, as on FAT.</returns>
    public static bool? TryCreate(string path, string name)
    {
        if (link(Utf8(path), Utf8(name)) == 0)
        {
            return true;
        }

        return Marshal.GetLastPInvokeError() == FileExists ? false : null;
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + "\0");

#pragma warning disable SYSLIB1054, IDE1006 // A blittable call of the C library, by the name it has there; LibraryImport would need unsafe code for the same.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int link(byte[] path, byte[] name);
#pragma warning restore SYSLIB1054, IDE1006
}
