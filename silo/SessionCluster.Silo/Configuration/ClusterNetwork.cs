using System.Net;
using SessionCluster.Client.Tls;

namespace SessionCluster.Silo.Configuration;

/// <summary>Where silos and clients of Orleans reach this silo.</summary>
internal sealed record ClusterNetwork
{
    /// <summary>Where silo and gateway listen, and what they tell others to connect to. Default 127.0.0.1.</summary>
    public required IPAddress Address { get; init; }

    /// <summary>Port between silos. Default 11111; 0 picks a free one.</summary>
    public required int SiloPort { get; init; }

    /// <summary>Port of the gateway. Default 30000; 0 picks a free one.</summary>
    public required int GatewayPort { get; init; }

    /// <summary>The files of mutual TLS; <see langword="null"/> for plain connections.</summary>
    public required ClusterTlsOptions? Tls { get; init; }

    /// <summary>Between silos.</summary>
    public IPEndPoint Silo => new(Address, SiloPort);

    /// <summary>For clients of Orleans.</summary>
    public IPEndPoint Gateway => new(Address, GatewayPort);
}
