using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using SessionCluster.Client.Tls;

namespace Orleans.Hosting;

/// <summary>Mutual TLS for clients of Orleans.</summary>
public static class SessionClusterTlsClientBuilderExtensions
{
    /// <summary>
    /// Opens every connection to a gateway with mutual TLS: this client shows its certificate, and takes only a silo that shows one of the cluster's own authority. The files are read at start, which
    /// fails with an <see cref="Microsoft.Extensions.Options.OptionsValidationException"/> when one has a problem; certificates that were made for development are refused outside the host
    /// environment Development. Calling it twice is harmless.
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Names the files.</param>
    public static IClientBuilder UseSessionClusterTls(this IClientBuilder builder, Action<ClusterTlsOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        if (ClusterTlsServices.TryAdd(builder.Services, configure))
        {
            builder.Services.AddOptions<ClientConnectionOptions>().Configure<TlsHandshake>((connections, handshake) =>
                connections.ConfigureConnection(connection => connection.UseClientTls(handshake.ToSilo())));
        }

        return builder;
    }
}
