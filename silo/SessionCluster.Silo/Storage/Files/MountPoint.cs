namespace SessionCluster.Silo.Storage.Files;

/// <summary>A mounted file system.</summary>
internal readonly record struct MountPoint(string Directory, string FileSystem);
