using System.Net;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Reads the addresses of HTTP. Where it listens must be an IP address or <c>localhost</c>: any other name makes Kestrel listen on every interface.
/// Off loopback a token would cross the network in clear, so that needs https, or the exception by name.
/// </summary>
internal static class HttpAddress
{
    /// <summary>Addresses to listen on, separated by <c>;</c>.</summary>
    public static IReadOnlyList<Uri> ReadListening(SettingsSection http, string name, string? fallback, bool trustedNetwork)
    {
        var text = http.Text(name) ?? fallback;
        if (text is null)
        {
            return [];
        }

        var addresses = new List<Uri>();
        foreach (var part in text.Split(';', StringSplitOptions.TrimEntries))
        {
            if (Parse(part) is not { } address || !TryGetListener(address, out var ip))
            {
                http.Problem(name, $"has '{part}': give addresses such as http://127.0.0.1:5080, separated by ';', each with an IP address or localhost and without a path.");
            }
            else if (address.Scheme == Uri.UriSchemeHttp && !IPAddress.IsLoopback(ip) && !trustedNetwork)
            {
                http.Problem(name, $"has '{part}', which is neither loopback nor https: tokens would cross the network in clear. Use https, or name the exception with {SettingsSection.Root}:Cluster:TrustedNetwork=true.");
            }
            else if (address is { Port: 0, HostNameType: UriHostNameType.Dns })
            {
                http.Problem(name, $"has '{part}': port 0 picks a free port for one IP address, and localhost is two. Give 127.0.0.1.");
            }
            else
            {
                addresses.Add(address);
            }
        }

        return addresses;
    }

    /// <summary>How callers reach the service: any host, since a proxy may stand in front.</summary>
    public static Uri? ReadPublic(SettingsSection http, string name, bool trustedNetwork)
    {
        if (http.Text(name) is not { } text)
        {
            return null;
        }

        var address = Parse(text);
        if (address is null)
        {
            http.Problem(name, $"is '{text}': give one address such as https://sessions.example, without a path.");
        }
        else if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !trustedNetwork)
        {
            http.Problem(name, $"is '{text}', which is neither loopback nor https: whoever goes by it would send tokens in clear. Use https, or name the exception with {SettingsSection.Root}:Cluster:TrustedNetwork=true.");
        }

        return address;
    }

    private static Uri? Parse(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url is { PathAndQuery: "/", Fragment: "", UserInfo: "" }
            ? url
            : null;

    private static bool TryGetListener(Uri address, out IPAddress ip)
    {
        ip = IPAddress.Loopback;
        return string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) || IPAddress.TryParse(address.DnsSafeHost, out ip!);
    }
}
