using Microsoft.Extensions.Configuration;

namespace SessionCluster.Silo.Configuration;

/// <summary>Settings of the framework that would go round ours.</summary>
internal static class ForeignSettings
{
    /// <summary>Checks them.</summary>
    public static void Check(IConfiguration configuration, SiloSettings settings, ICollection<string> problems)
    {
        // Kestrel prefers its own endpoints to any address it is given, so loopback and TLS would be checked in vain.
        if (configuration.GetSection("Kestrel:Endpoints").Exists())
        {
            problems.Add($"Kestrel:Endpoints would replace {SettingsSection.Root}:Http:Urls and its checks: remove it, and give the addresses there.");
        }

        if (settings.Urls.Concat(settings.ManagementUrls).Any(url => url.Scheme == Uri.UriSchemeHttps) && !configuration.GetSection("Kestrel:Certificates:Default").Exists())
        {
            problems.Add($"{SettingsSection.Root}:Http:Urls has https, but there is no certificate: give Kestrel:Certificates:Default:Path (and :KeyPath or :Password).");
        }
    }
}
