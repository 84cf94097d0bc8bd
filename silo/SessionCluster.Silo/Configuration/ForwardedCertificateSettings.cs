using System.Net;

namespace SessionCluster.Silo.Configuration;

/// <summary>TLS proxies that forward the client certificate of a connection in a header.</summary>
/// <param name="Header">The header.</param>
/// <param name="Proxies">Where those proxies connect from; the header of anybody else is ignored (N22).</param>
internal sealed record ForwardedCertificateSettings(string Header, IReadOnlyList<IPNetwork> Proxies)
{
    /// <summary>True when a connection from there is a proxy's.</summary>
    public bool IsProxy(IPAddress? address)
    {
        if (address is null)
        {
            return false;
        }

        // A socket for both families sees IPv4 in the clothes of IPv6.
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        foreach (var proxy in Proxies)
        {
            if (proxy.Contains(plain))
            {
                return true;
            }
        }

        return false;
    }
}
