using System.Buffers;
using System.Net;

namespace SessionCluster.Silo.Configuration;

/// <summary>Reads <c>Http:ForwardedCertificate</c>. Whoever may send the header may claim any certificate, so the proxies are named, and are not everybody.</summary>
internal static class ForwardedCertificateReader
{
    private const int MaxHeaderLength = 64;

    // RFC 9110 section 5.6.2.
    private static readonly SearchValues<char> HeaderName = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-.^_`|~");

    /// <summary>The proxies; <see langword="null"/> when none is configured.</summary>
    public static ForwardedCertificateSettings? Read(SettingsSection section)
    {
        section.Allow("Header", "Proxies");
        if (!section.Exists)
        {
            return null;
        }

        var header = section.Text("Header");
        if (header is not { Length: <= MaxHeaderLength } || header.AsSpan().ContainsAnyExcept(HeaderName))
        {
            section.Problem("Header", $"is '{header}': give the name of the header in which the proxy sends the certificate, such as Client-Cert (RFC 9440).");
            return null;
        }

        var proxies = section.Texts("Proxies").Select(text => ReadProxy(section, text)).OfType<IPNetwork>().ToArray();
        if (proxies.Length == 0)
        {
            section.Problem("Proxies", "names nobody: give the IP addresses or networks that the proxies connect from, or remove the header too.");
        }

        return new(header, proxies);
    }

    private static IPNetwork? ReadProxy(SettingsSection section, string text)
    {
        if (IPAddress.TryParse(text, out var address) && !text.Contains('%', StringComparison.Ordinal))
        {
            return new(address, address.GetAddressBytes().Length * 8);
        }

        if (IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0)
        {
            return network;
        }

        section.Problem("Proxies", $"has '{text}': give an IP address, or a network such as 10.0.0.0/24 whose other bits are zero, and not all addresses.");
        return null;
    }
}
