using Microsoft.Extensions.Configuration;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// In Development, gives a silo that was told nothing its rings and a client: files in the data directory, merged as if they had been configured. What is configured wins, and then no file is made.
/// </summary>
internal static class DevelopmentSetup
{
    private const string ClientFile = "dev-client.json";

    /// <summary>Adds the files to the configuration.</summary>
    /// <returns>The client; <see langword="null"/> when a client of that id is configured.</returns>
    public static DevelopmentClient? Apply(IConfigurationBuilder configuration, SettingsSection root, string dataDirectory)
    {
        var merged = new List<KeyValuePair<string, string?>>();
        foreach (var (section, file) in new[] { (root.Child("EdgeRing"), "edge-ring.json"), (root.Child("SiloRing"), "silo-ring.json") })
        {
            if (!section.Exists)
            {
                var path = Path.Combine(dataDirectory, file);
                DevelopmentFiles.EnsureRing(path);
                merged.Add(new($"{section.Path}:File", path));
            }
        }

        configuration.AddInMemoryCollection(merged);
        return IsConfigured(root) ? null : AddClient(configuration, dataDirectory);
    }

    /// <summary>With a store that silos share: makes nothing, and takes the client that <c>dev-files</c> made for all of them, if the data directory was named and has one.</summary>
    /// <returns>The client; <see langword="null"/> when there is none.</returns>
    public static DevelopmentClient? ApplyShared(IConfigurationBuilder configuration, SettingsSection root, string dataDirectory) =>
        root.Text("DataDirectory") is not null && File.Exists(Path.Combine(dataDirectory, ClientFile)) && !IsConfigured(root) ? AddClient(configuration, dataDirectory) : null;

    private static bool IsConfigured(SettingsSection root) => root.Child("Clients").Child(DevelopmentClient.Id).Exists;

    private static DevelopmentClient AddClient(IConfigurationBuilder configuration, string dataDirectory)
    {
        var client = DevelopmentFiles.EnsureClient(Path.Combine(dataDirectory, ClientFile));
        configuration.AddInMemoryCollection(client.ToConfiguration());
        return client;
    }
}
