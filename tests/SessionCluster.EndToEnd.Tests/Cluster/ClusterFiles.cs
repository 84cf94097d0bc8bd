using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>What the silos of a cluster share: two key rings, a client with every permission, and the settings that name them and the store.</summary>
internal sealed class ClusterFiles
{
    /// <summary>The client's id.</summary>
    public const string ClientId = "e2e";

    /// <summary>The cluster's name.</summary>
    public const string ClusterId = "e2e";

    /// <summary>The service's name, under which rows are kept.</summary>
    public const string ServiceId = "e2e";

    private readonly string _directory;

    private ClusterFiles(string directory) => _directory = directory;

    /// <summary>The ring of tags, for clients at the gateway as well.</summary>
    public string EdgeRingFile => Path.Combine(_directory, "edge-ring.json");

    /// <summary>The client's secret.</summary>
    public string ClientSecret { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));

    /// <summary>Writes them.</summary>
    /// <param name="settingsFile">The <c>appsettings.json</c> of every silo's content root: secrets stand in no command line.</param>
    /// <param name="connectionString">The store's.</param>
    public static ClusterFiles Write(string settingsFile, string connectionString)
    {
        var files = new ClusterFiles(Path.GetDirectoryName(settingsFile)!);
        var siloRing = Path.Combine(files._directory, "silo-ring.json");
        WriteRing(files.EdgeRingFile);
        WriteRing(siloRing);
        var settings = new JsonObject
        {
            ["Cluster"] = new JsonObject { ["ClusterId"] = ClusterId, ["ServiceId"] = ServiceId },
            ["Storage"] = new JsonObject { ["Provider"] = "AzureTable", ["ConnectionString"] = connectionString },
            ["EdgeRing"] = new JsonObject { ["File"] = files.EdgeRingFile },
            ["SiloRing"] = new JsonObject { ["File"] = siloRing },
            ["Clients"] = new JsonObject { [ClientId] = files.Client() },
        };
        File.WriteAllText(settingsFile, new JsonObject { ["SessionCluster"] = settings }.ToJsonString());
        return files;
    }

    private static void WriteRing(string path) => File.WriteAllText(path, new JsonObject
    {
        ["current"] = 1,
        ["keys"] = new JsonObject { ["1"] = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)) },
    }.ToJsonString());

    private JsonObject Client() => new()
    {
        ["Secrets"] = new JsonArray($"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(ClientSecret)))}"),
        ["Permissions"] = new JsonArray("establish", "validate", "revoke", "administer"),
        ["Audiences"] = new JsonArray("*"),
    };
}
