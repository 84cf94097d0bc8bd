using SessionCluster.Grains.Possession;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Endpoints.Paths;

/// <summary>Tells the silo's grains where the service is reached, for whose URI holders make their proofs: at once when it is configured, else once the server listens and its port is known.</summary>
internal sealed class OwnAddress(SiloSettings settings, PublicAddress address, ClusterUris uris, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.PublicUrl is { } configured)
        {
            uris.Set(configured);
        }
        else
        {
            lifetime.ApplicationStarted.Register(() => uris.Set(new(address.Issuer)));
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
