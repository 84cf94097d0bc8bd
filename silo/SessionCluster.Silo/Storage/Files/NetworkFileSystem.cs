namespace SessionCluster.Silo.Storage.Files;

/// <summary>
/// File systems on which neither locks nor fsync protect a SQLite file (P-F7): SQLite's write-ahead log needs memory shared by all its users, and a lock that
/// every one of them sees.
/// </summary>
internal static class NetworkFileSystem
{
    private static readonly HashSet<string> s_network = new(StringComparer.OrdinalIgnoreCase)
    {
        "nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre", "beegfs", "gpfs", "ocfs2", "gfs2", "orangefs", "pvfs2",
        "9p", "davfs", "webdav", "afpfs", "vmhgfs", "prl_fs", "vboxsf", "network drive",
    };

    // What a FUSE server does with a lock or an fsync is its own affair; these are known to pass both on to a local disk.
    private static readonly HashSet<string> s_localFuse = new(StringComparer.OrdinalIgnoreCase)
    {
        "fuseblk", "fuse.fuse-overlayfs", "fuse.ntfs", "fuse.ntfs-3g", "fuse.exfat",
    };

    /// <summary>True when a database on a file system of that type is refused.</summary>
    public static bool IsRefused(string fileSystem) =>
        s_network.Contains(fileSystem)
        || ((fileSystem == "fuse" || fileSystem.StartsWith("fuse.", StringComparison.OrdinalIgnoreCase)) && !s_localFuse.Contains(fileSystem));
}
