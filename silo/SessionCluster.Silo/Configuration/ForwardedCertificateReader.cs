using System.Buffers;
using System.Net;
using SessionCluster.Client.Possession;

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

        var texts = section.Texts("Proxies");
        if (texts.Count == 0)
        {
            section.Problem("Proxies", "names nobody: give the IP addresses or networks that the proxies connect from, or remove the header too.");
        }

        if (!TrustedProxies.TryParse(texts, out var proxies, out var bad))
        {
            section.Problem("Proxies", $"has '{bad}'. {TrustedProxies.Rule}");
        }
        else if (texts.Any(text => IPNetwork.TryParse(text, out var network) && network.PrefixLength == 0))
        {
            section.Problem("Proxies", "has a network of all addresses: whoever may send the header may claim any certificate. Name the proxies.");
        }

        return new(header, proxies);
    }
}
