using Microsoft.Extensions.Hosting;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Hosting;

/// <summary>
/// At start, compares this client's edge ring with the silo's, by ids and digests. A ring that differs would refuse good tokens as forged, so it is said at once and not found out in production.
/// </summary>
internal sealed class EdgeRingAgreementCheck(IGrainFactory grains, EdgeRing ring) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <exception cref="EdgeRingMismatchException">The rings differ.</exception>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var silo = await grains.GetGrain<IEdgeRingGrain>(IEdgeRingGrain.Key).Describe().AsTask().WaitAsync(cancellationToken).ConfigureAwait(false);
        if (EdgeRingDifference.Describe(ring.Current.Describe(), silo) is { } difference)
        {
            throw new EdgeRingMismatchException(difference);
        }
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
