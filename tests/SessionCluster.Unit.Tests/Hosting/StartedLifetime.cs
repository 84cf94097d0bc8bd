using Microsoft.Extensions.Hosting;

namespace SessionCluster.Unit.Tests.Hosting;

/// <summary>A host that has started: whoever waits for that is called at once.</summary>
internal sealed class StartedLifetime : IHostApplicationLifetime
{
    public CancellationToken ApplicationStarted => new(canceled: true);

    public CancellationToken ApplicationStopping => default;

    public CancellationToken ApplicationStopped => default;

    public void StopApplication()
    {
    }
}
