using System.Net;

namespace SessionCluster.Silo.Configuration;

/// <summary>Builds <see cref="ClusterNetwork"/>. Whoever opens a connection to silo or gateway may call any grain, so off loopback that needs mutual TLS, or the exception by name.</summary>
internal static class ClusterNetworkReader
{
    /// <summary>The members of <c>Cluster</c> that are read here.</summary>
    public static readonly string[] Members = ["Address", "SiloPort", "GatewayPort", "TrustedNetwork", "Tls"];

    /// <summary>Reads it.</summary>
    public static ClusterNetwork Read(SettingsSection cluster, bool trustedNetwork)
    {
        var network = new ClusterNetwork
        {
            Address = ClusterAddress.Read(cluster),
            SiloPort = cluster.Integer("SiloPort", 11111, 0, IPEndPoint.MaxPort),
            GatewayPort = cluster.Integer("GatewayPort", 30000, 0, IPEndPoint.MaxPort),
            Tls = ClusterTlsSettings.Read(cluster.Child("Tls")),
        };
        if (!IPAddress.IsLoopback(network.Address) && network.Tls is null && !trustedNetwork)
        {
            cluster.Problem("Address", $"is '{cluster.Text("Address")}', which is not loopback: whoever reaches the silo's and the gateway's port may do anything. Give {cluster.Path}:Tls, or name the exception with {cluster.Path}:TrustedNetwork=true.");
        }

        if (network.SiloPort != 0 && network.SiloPort == network.GatewayPort)
        {
            cluster.Problem("GatewayPort", $"is {network.GatewayPort}, as {cluster.Path}:SiloPort: give each a port of its own.");
        }

        return network;
    }
}
