namespace SessionCluster.Cli.Connections;

/// <summary>Finds the client that a silo in Development has made for itself.</summary>
internal static class DevelopmentFile
{
    /// <summary>The file's path; <see langword="null"/> when there is none.</summary>
    /// <param name="data">The data directory, as the command line names it: then only there.</param>
    /// <param name="folders">Folders from which the repository is looked for, upwards.</param>
    public static string? Find(string? data, IEnumerable<string> folders) =>
        (data is null ? folders.SelectMany(Upwards).Where(IsRepository).Select(folder => Path.Combine(folder, SettingNames.DevelopmentDirectory)) : [data])
            .Select(directory => Path.Combine(directory, SettingNames.DevelopmentFile))
            .FirstOrDefault(File.Exists);

    private static bool IsRepository(string folder) => File.Exists(Path.Combine(folder, SettingNames.RepositoryMark));

    private static IEnumerable<string> Upwards(string folder)
    {
        for (var current = new DirectoryInfo(folder); current is not null; current = current.Parent)
        {
            yield return current.FullName;
        }
    }
}
