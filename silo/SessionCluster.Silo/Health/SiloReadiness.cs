using Microsoft.Extensions.Diagnostics.HealthChecks;
using Orleans.Runtime;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Silo.Health;

/// <summary>Ready: started, active in its cluster, holding the fence, and not stopping. It asks no store (a store outage shows by the fence).</summary>
internal sealed class SiloReadiness(ISiloFence fence, ISiloStatusOracle silo, IHostApplicationLifetime lifetime) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var ready = lifetime.ApplicationStarted.IsCancellationRequested
            && !lifetime.ApplicationStopping.IsCancellationRequested
            && silo.CurrentStatus == SiloStatus.Active
            && fence.TryGetTerm(out _);
        return Task.FromResult(ready ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
    }
}
