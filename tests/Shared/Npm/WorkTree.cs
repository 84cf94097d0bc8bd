namespace SessionCluster.Tests.Shared.Npm;

/// <summary>The work tree that this test was built from.</summary>
internal static class WorkTree
{
    /// <summary>Its folder.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SessionCluster.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"SessionCluster.sln stands in no folder above {AppContext.BaseDirectory}.");
    }
}
