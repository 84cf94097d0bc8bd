using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SessionCluster.Silo.Storage.Files;

/// <summary>Device and inode of a path; .NET has no public call for them.</summary>
internal static class NativeStat
{
    private const int NoSuchEntry = 2;
    private const int NotADirectory = 20;

    /// <summary><c>statx</c>: the only stat call whose structure is laid out alike on every Linux architecture and C library.</summary>
    public static FileIdentity? Linux(string path)
    {
        const int atFdCwd = -100;
        const uint maskInode = 0x100;
        var buffer = new byte[256];
        if (statx(atFdCwd, Utf8(path), 0, maskInode, buffer) != 0)
        {
            return Missing(path);
        }

        // struct statx: stx_ino at 32, stx_dev_major at 136, stx_dev_minor at 140.
        var inode = BitConverter.ToUInt64(buffer, 32);
        var device = ((ulong)BitConverter.ToUInt32(buffer, 136) << 32) | BitConverter.ToUInt32(buffer, 140);
        return new(device, inode);
    }

    /// <summary><c>stat</c> with 64-bit inodes.</summary>
    public static FileIdentity? MacOS(string path)
    {
        var buffer = new byte[256];
        var failed = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? stat64(Utf8(path), buffer) : stat(Utf8(path), buffer);
        if (failed != 0)
        {
            return Missing(path);
        }

        // struct stat: st_dev (4) at 0, st_mode (2), st_nlink (2), st_ino (8) at 8.
        return new(BinaryPrimitives.ReadUInt32LittleEndian(buffer), BinaryPrimitives.ReadUInt64LittleEndian(buffer.AsSpan(8)));
    }

    private static FileIdentity? Missing(string path)
    {
        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchEntry or NotADirectory
            ? null
            : throw new IOException($"The file system could not say what {path} is: {Marshal.GetPInvokeErrorMessage(error)}.");
    }

    private static byte[] Utf8(string path) => Encoding.UTF8.GetBytes(path + "\0");

#pragma warning disable SYSLIB1054, IDE1006 // Blittable calls of the C library, by the names they have there; LibraryImport would need unsafe code for the same.
    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int statx(int directory, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int stat(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "stat$INODE64", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int stat64(byte[] path, [Out] byte[] buffer);
#pragma warning restore SYSLIB1054, IDE1006
}
