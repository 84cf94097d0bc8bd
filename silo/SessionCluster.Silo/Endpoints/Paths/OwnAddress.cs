using SessionCluster.Grains.Possession;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Silo.Endpoints.Paths;

/// <summary>Tells the silo's grains where the service is reached, for whose URI holders make their proofs: at once when it is configured, else once the server listens and its port is known.</summary>
internal sealed partial class OwnAddress(SiloSettings settings, PublicAddress address, ClusterUris uris, IHostApplicationLifetime lifetime, ILogger<OwnAddress> logger) : IHostedService
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
            lifetime.ApplicationStarted.Register(TakeOwn);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void TakeOwn()
    {
        uris.Set(new(address.Issuer));
        if (settings.AzureTable is not null)
        {
            LogNoPublicUrl(address.Issuer);
        }
    }

    [LoggerMessage(6402, LogLevel.Warning,
        "SessionCluster:Http:PublicUrl is not set, and this silo is one of a cluster's: it takes {Address} for the service's own address, so that a holder's proof for another silo's address is refused here (proof_invalid). "
        + "Set SessionCluster:Http:PublicUrl to the one address by which callers reach the service, the same on every silo.",
        EventName = "PublicUrlMissing")]
    private partial void LogNoPublicUrl(string address);
}
