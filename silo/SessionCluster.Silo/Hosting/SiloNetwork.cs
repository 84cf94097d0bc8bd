using Orleans.Configuration;
using SessionCluster.Client.Tls;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Hosting;

/// <summary>Where the silo listens and what it tells others to connect to.</summary>
internal static class SiloNetwork
{
    /// <summary>For a store that one silo has: its own membership, in memory.</summary>
    public static void UseOneSilo(ISiloBuilder silo, SiloSettings settings)
    {
        var network = settings.Network;
        silo.UseLocalhostClustering(network.SiloPort, network.GatewayPort, network.Silo, settings.ServiceId, settings.ClusterId);
        Listen(silo, network);
    }

    /// <summary>Listens on the one address it advertises, and on no other.</summary>
    public static void Listen(ISiloBuilder silo, ClusterNetwork network)
    {
        silo.ConfigureEndpoints(network.Address, network.SiloPort, network.GatewayPort, listenOnAnyHostAddress: false);
        if (network.Tls is { } tls)
        {
            UseTls(silo, tls);
        }
    }

    private static void UseTls(ISiloBuilder silo, ClusterTlsOptions tls)
    {
        ClusterTlsServices.TryAdd(silo.Services, tls.CopyTo);
        silo.Services.AddOptions<SiloConnectionOptions>().Configure<TlsHandshake>((connections, handshake) =>
        {
            connections.ConfigureSiloOutboundConnection(connection => connection.UseClientTls(handshake.ToSilo()));
            connections.ConfigureSiloInboundConnection(connection => connection.UseServerTls(handshake.FromSilo()));
            connections.ConfigureGatewayInboundConnection(connection => connection.UseServerTls(handshake.FromClient()));
        });
    }
}
