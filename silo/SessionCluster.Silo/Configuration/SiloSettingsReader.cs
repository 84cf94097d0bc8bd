using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Janitor;
using EnvironmentName = SessionCluster.Client.Tokens.EnvironmentName;

namespace SessionCluster.Silo.Configuration;

/// <summary>Builds <see cref="SiloSettings"/>. What is wrong becomes a problem; the value then only keeps the reading going.</summary>
internal static class SiloSettingsReader
{
    // 6.25 GiB.
    private const int MaxReplayEntries = 268_435_456;

    private static readonly string[] Names =
        ["Environment", "DataDirectory", "Http", "Cluster", "Storage", "EdgeRing", "SiloRing", "Classes", "Clients", "Assurance", "Replay", "Events", "Janitor", "MaxSessionsPerSubject", "MaxAuthenticationAge"];

    /// <summary>Reads everything but classes, callers and rings.</summary>
    public static SiloSettings Read(SettingsSection root, string contentRoot)
    {
        root.Allow(Names);
        var http = root.Child("Http");
        http.Allow("Urls", "PublicUrl", "ManagementUrls", "ForwardedCertificate");
        var cluster = root.Child("Cluster");
        cluster.Allow(["ClusterId", "ServiceId", .. ClusterNetworkReader.Members]);
        var replay = root.Child("Replay");
        replay.Allow("MaxEntries");
        var janitor = root.Child("Janitor");
        janitor.Allow("Interval");
        var events = root.Child("Events");
        events.Allow("Retention");
        var trusted = cluster.Flag("TrustedNetwork", false);
        var settings = new SiloSettings
        {
            Environment = ReadEnvironment(root),
            DataDirectory = ReadDirectory(root, contentRoot),
            Urls = HttpAddress.ReadListening(http, "Urls", "http://127.0.0.1:5080", trusted),
            PublicUrl = HttpAddress.ReadPublic(http, "PublicUrl", trusted),
            ForwardedCertificate = ForwardedCertificateReader.Read(http.Child("ForwardedCertificate")),
            ManagementUrls = HttpAddress.ReadListening(http, "ManagementUrls", null, trusted),
            ClusterId = ReadId(cluster, "ClusterId", "dev"),
            ServiceId = ReadId(cluster, "ServiceId", "sessioncluster"),
            Network = ClusterNetworkReader.Read(cluster, trusted),
            AzureTable = StorageSettingsReader.Read(root.Child("Storage"), trusted),
            MaxSessionsPerSubject = root.Integer("MaxSessionsPerSubject", 100, 1, AdmissionOptions.MaxSessionsCeiling),
            MaxReplayEntries = replay.Integer("MaxEntries", (int)ReplayBudget.DefaultLimit, SessionClass.MaxReplayEntries, MaxReplayEntries),
            JanitorInterval = janitor.Span("Interval", JanitorOptions.MinInterval, JanitorOptions.MaxInterval) ?? new JanitorOptions().Interval,
            MaxAuthenticationAge = root.Span("MaxAuthenticationAge", TimeSpan.FromSeconds(1), AdmissionOptions.MaxAuthenticationAgeCeiling) ?? TimeSpan.FromMinutes(10),
            EventRetention = events.Span("Retention", TimeSpan.FromDays(1), TimeSpan.FromDays(3_650)) ?? SiloSettings.DefaultEventRetention,
        };
        CheckPorts(settings, http);
        return settings;
    }

    private static string ReadEnvironment(SettingsSection root)
    {
        var text = root.Text("Environment") ?? "dev";
        if (!EnvironmentName.IsWellFormed(text))
        {
            root.Problem("Environment", $"is '{text}': give 1 to 12 characters a to z and 0 to 9.");
        }

        return text;
    }

    private static string ReadDirectory(SettingsSection root, string contentRoot)
    {
        var text = root.Text("DataDirectory") ?? ".data";
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            root.Problem("DataDirectory", "has a character that no path has: give a local directory.");
            return contentRoot;
        }

        return Path.GetFullPath(text, contentRoot);
    }

    private static string ReadId(SettingsSection cluster, string name, string fallback)
    {
        var text = cluster.Text(name) ?? fallback;
        if (!ClientId.TryCreate(text, out _))
        {
            cluster.Problem(name, $"is '{text}': give 1 to 64 letters, digits, '.', '_' or '-'.");
        }

        return text;
    }

    private static void CheckPorts(SiloSettings settings, SettingsSection http)
    {
        // By its port a request is told to have come in through the management address.
        foreach (var url in settings.ManagementUrls.Where(url => url.Port != 0 && settings.Urls.Any(other => other.Port == url.Port)))
        {
            http.Problem("ManagementUrls", $"has port {url.Port}, which is in {http.Path}:Urls too: what needs no credentials gets a port of its own.");
        }
    }
}
