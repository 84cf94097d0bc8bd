using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// Asks the containment grain to wake the subjects whose tombstones are still owed (P-S3): once the silo is active, and, while entries stand, when another silo has died or left and every 30 s. The
/// grain may have been there, and its timers died with it.
/// </summary>
internal sealed class ContainmentResumption(
    IGrainFactory grains,
    SiloContainment containment,
    DeathWatch deaths,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    private ITimer? _timer;

    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ContainmentResumption), ServiceLifecycleStage.Active, StartAsync, StopAsync);

    public void Dispose() => _timer?.Dispose();

    private Task StartAsync(CancellationToken cancellationToken)
    {
        deaths.Died += ResumeInAnyCase;
        _timer = clock.CreateTimer(static self => ((ContainmentResumption)self!).ResumeIfOwed(), this, Interval, Interval);
        return ResumeAsync();
    }

    private Task StopAsync(CancellationToken cancellationToken)
    {
        deaths.Died -= ResumeInAnyCase;
        _timer?.Dispose();
        return Task.CompletedTask;
    }

    private void ResumeIfOwed()
    {
        if (containment.Current.Count > 0)
        {
            _ = ResumeAsync();
        }
    }

    // The silo that died may have been about to hand on events, of which the log itself says nothing here.
    private void ResumeInAnyCase() => _ = ResumeAsync();

    private Task ResumeAsync() => grains.GetGrain<IContainmentGrain>(ContainmentLimits.HeadKey).Resume();
}
