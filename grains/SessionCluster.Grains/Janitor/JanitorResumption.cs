using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Janitor;

/// <summary>
/// Wakes the janitor once the silo is active, and every half minute: its activation may have been on a silo that died, and its timer died with it. Without <see cref="IRowRanges"/> there is nothing that it could do.
/// </summary>
internal sealed class JanitorResumption(
    IGrainFactory grains,
    IServiceProvider services,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(JanitorResumption), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _timer?.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        if (services.GetService<IRowRanges>() is null)
        {
            return Task.CompletedTask;
        }

        _timer = clock.CreateTimer(static self => _ = ((JanitorResumption)self!).WakeAsync(), this, Interval, Interval);
        return WakeAsync();
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private Task WakeAsync() => grains.GetGrain<IJanitorGrain>(JanitorGrain.Key).Wake();
}
