using System.Net;
using System.Net.Sockets;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Reads the one address on which silo and gateway listen and which they tell others. A host name is resolved once, at start, for containers: <c>hostname</c> stands for this machine's own.
/// </summary>
internal static class ClusterAddress
{
    private const string Name = "Address";
    private const string OwnHostName = "hostname";

    /// <summary>Reads it.</summary>
    /// <param name="cluster">The section.</param>
    /// <param name="resolve">Addresses of a host name; the system's when it is <see langword="null"/>.</param>
    public static IPAddress Read(SettingsSection cluster, Func<string, IPAddress[]>? resolve = null)
    {
        var text = cluster.Text(Name);
        if (text is null)
        {
            return IPAddress.Loopback;
        }

        if (IPAddress.TryParse(text, out var address))
        {
            return Check(cluster, text, address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address);
        }

        if (Uri.CheckHostName(text) != UriHostNameType.Dns)
        {
            cluster.Problem(Name, $"is '{text}': give an IP address, a host name, or '{OwnHostName}' for this machine's own.");
            return IPAddress.Loopback;
        }

        return Resolve(cluster, text, resolve ?? Dns.GetHostAddresses);
    }

    // Others connect to what is told: "any address" is none.
    private static IPAddress Check(SettingsSection cluster, string text, IPAddress address)
    {
        if (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any) || address.Equals(IPAddress.Broadcast) || address.IsIPv6Multicast || address is { AddressFamily: AddressFamily.InterNetwork } && (address.GetAddressBytes()[0] & 0xF0) == 0xE0)
        {
            cluster.Problem(Name, $"is '{text}', to which nobody can connect: give the one address that other silos and API services use.");
        }

        return address;
    }

    private static IPAddress Resolve(SettingsSection cluster, string text, Func<string, IPAddress[]> resolve)
    {
        var name = string.Equals(text, OwnHostName, StringComparison.OrdinalIgnoreCase) ? Dns.GetHostName() : text;
        IPAddress[] found;
        try
        {
            found = resolve(name);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            found = [];
        }

        var candidates = found.Where(address => address.AddressFamily == AddressFamily.InterNetwork).Distinct().ToArray();
        if (candidates.Length == 0)
        {
            candidates = [.. found.Distinct()];
        }

        if (candidates.Length != 1)
        {
            var count = candidates.Length == 0 ? "no address" : $"{candidates.Length} addresses ({string.Join(", ", candidates.AsEnumerable())})";
            cluster.Problem(Name, $"is '{text}', and the host name '{name}' has {count}: give the IP address that other silos and API services use.");
            return IPAddress.Loopback;
        }

        return Check(cluster, text, candidates[0]);
    }
}
