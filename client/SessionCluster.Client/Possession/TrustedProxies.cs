using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace SessionCluster.Client.Possession;

/// <summary>The proxies whose word about a client's certificate counts: addresses and networks, as they were configured.</summary>
internal sealed class TrustedProxies
{
    /// <summary>What is allowed, as a sentence for people.</summary>
    public const string Rule = "A proxy is an IP address (10.0.0.7, fd00::7) or a network (10.0.0.0/24).";

    private readonly ImmutableArray<IPNetwork> _networks;

    private TrustedProxies(ImmutableArray<IPNetwork> networks) => _networks = networks;

    /// <summary>Nobody.</summary>
    public static TrustedProxies None { get; } = new([]);

    /// <summary>Parses what was configured.</summary>
    /// <param name="proxies">Addresses and networks.</param>
    /// <param name="result">The proxies; nobody when one is neither.</param>
    /// <param name="bad">The first that is neither; <see langword="null"/> when all are good.</param>
    public static bool TryParse(IEnumerable<string> proxies, out TrustedProxies result, out string? bad)
    {
        var networks = ImmutableArray.CreateBuilder<IPNetwork>();
        foreach (var proxy in proxies)
        {
            if (IPNetwork.TryParse(proxy, out var network))
            {
                networks.Add(network);
            }
            else if (TryParse(proxy, out var address))
            {
                networks.Add(new(address, address.GetAddressBytes().Length * 8));
            }
            else
            {
                (result, bad) = (None, proxy);
                return false;
            }
        }

        (result, bad) = (new(networks.ToImmutable()), null);
        return true;
    }

    /// <summary>Whether the other end of a connection is one of them.</summary>
    /// <param name="address">Its address; <see langword="null"/> where there is none (a socket of the file system), which is nobody.</param>
    public bool Includes(IPAddress? address)
    {
        if (address is null)
        {
            return false;
        }

        var unmapped = Unmapped(address);
        foreach (var network in _networks)
        {
            if (network.Contains(unmapped))
            {
                return true;
            }
        }

        return false;
    }

    // The parser takes 10.7 for 10.0.0.7.
    private static bool TryParse(string proxy, [NotNullWhen(true)] out IPAddress? address)
    {
        var good = IPAddress.TryParse(proxy, out address) && (address.AddressFamily == AddressFamily.InterNetworkV6 || address.ToString() == proxy);
        address = good ? Unmapped(address!) : null;
        return good;
    }

    // A socket for both families shows IPv4 addresses as ::ffff:10.0.0.7.
    private static IPAddress Unmapped(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
