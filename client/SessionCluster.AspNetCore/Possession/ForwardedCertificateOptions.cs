using System.Net;
using Microsoft.AspNetCore.Http;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession;

namespace SessionCluster.AspNetCore.Possession;

/// <summary>
/// The header in which a proxy that ends TLS forwards the client's certificate (RFC 9440). It counts from these proxies only, whatever middleware says of the address that a request came from, and on their connections
/// it alone counts; on every other one the connection's own certificate.
/// </summary>
public sealed class ForwardedCertificateOptions
{
    /// <summary>
    /// The header's name, such as <c>Client-Cert</c>; <see langword="null"/> (default) for none. Its value is <c>:base64:</c> of the DER, the base64 alone, or a percent-encoded PEM. The proxy must write it over whatever a client sends.
    /// </summary>
    public string? Header { get; set; }

    /// <summary>The proxies: addresses (<c>10.0.0.7</c>, <c>fd00::7</c>) and networks (<c>10.0.0.0/24</c>). At least one is required with a header.</summary>
    public IList<string> Proxies { get; } = [];

    private TrustedProxies Trusted { get; set; } = TrustedProxies.None;

    internal void Validate()
    {
        HeaderNames.Require(Header, $"{nameof(ForwardedCertificateOptions)}.{nameof(Header)}");
        if (!TrustedProxies.TryParse(Proxies, out var trusted, out var bad))
        {
            throw new InvalidOperationException($"{nameof(ForwardedCertificateOptions)}.{nameof(Proxies)} holds '{bad}'. {TrustedProxies.Rule}");
        }

        if (Header is null != (Proxies.Count == 0))
        {
            throw new InvalidOperationException($"{nameof(ForwardedCertificateOptions)} needs both {nameof(Header)} and {nameof(Proxies)}, or neither.");
        }

        Trusted = trusted;
    }

    /// <summary>Whether the certificate of a request from there stands in the header.</summary>
    internal bool IsFrom(IPAddress? peer) => Header is not null && Trusted.Includes(peer);

    /// <summary>False when there is a certificate that can't be read.</summary>
    internal bool TryRead(HttpRequest request, out KeyThumbprint certificate) => ForwardedCertificate.TryRead(request.Headers[Header!], out certificate);
}
