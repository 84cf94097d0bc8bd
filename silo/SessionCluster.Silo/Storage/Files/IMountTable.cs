namespace SessionCluster.Silo.Storage.Files;

/// <summary>Which file system a directory lies on.</summary>
internal interface IMountTable
{
    /// <summary>The type of the file system (<c>ext4</c>, <c>nfs4</c>, <c>fuse.sshfs</c>) and where it is mounted; <see langword="null"/> when that can't be known.</summary>
    /// <param name="directory">An existing directory, absolute.</param>
    MountPoint? Find(string directory);
}
