using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Fence;

/// <summary>
/// Renews the fence every second, in the order of P-F1 and no other: take the time; read that we are alive; read the containment version and load that version; hold until the time taken + T.
/// A silo whose clock is surely off the store's does not renew.
/// </summary>
internal sealed partial class FenceRenewal(
    SiloFence fence,
    IFenceSource source,
    ContainmentReader reader,
    SiloContainment containment,
    IStoreClock storeClock,
    Departure departure,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    ILogger<FenceRenewal> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>How far the silo's clock may be off the store's, inclusive: 1 s, so that two silos are within 2 s of one another (P-F1).</summary>
    internal static readonly TimeSpan MaxClockOffset = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stopping = new();
    private Task _loop = Task.CompletedTask;

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(FenceRenewal), ServiceLifecycleStage.BecomeActive - 1, StartAsync, StopAsync);

    /// <inheritdoc/>
    public void Dispose() => _stopping.Dispose();

    internal async Task<bool> RenewOnceAsync(CancellationToken cancellationToken)
    {
        var start = fence.Now();
        try
        {
            using var deadline = new CancellationTokenSource(SiloFence.Duration, clock);
            using var both = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var reading = await source.ReadAsync(both.Token);
            if (!reading.IsAlive)
            {
                fence.EndForLife(reading.Reason ?? "the store says that this process is no longer its owner");
                LogEnded(fence.EndedBecause!);
                return false;
            }

            containment.Offer(await reader.ReadAsync(containment.Current, both.Token));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // It could not be told. The fence is not renewed and runs out by itself (G6).
            LogNotRenewed(exception.Message);
            return false;
        }

        // Asked last: the readings above have brought the store's newest time.
        if (storeClock.TryGetOffset(out var offset) && offset.Duration() > MaxClockOffset)
        {
            LogClockOff(offset.TotalSeconds);
            return false;
        }

        fence.Renew(start);
        return true;
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        if (source.MustWaitAtStart)
        {
            if (source.IsJoining)
            {
                LogJoining(SiloFence.SafeWait.TotalSeconds);
            }
            else
            {
                LogWaiting(SiloFence.SafeWait.TotalSeconds);
            }

            await Task.Delay(SiloFence.SafeWait, clock, cancellationToken);
        }

        await RenewOnceAsync(cancellationToken);
        _loop = LoopAsync(_stopping.Token);
    }

    /// <summary>
    /// P-F5: the fence is kept until the activations have left, which end in this very stage, and given up for good before the directory is left, which is the next one. What is given up is announced.
    /// </summary>
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await departure.WhenActivationsLeftAsync(cancellationToken);
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        fence.EndForLife("the silo has stopped");
        await departure.AnnounceAsync();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        // Not on an activation's scheduler: a busy grain must not delay the renewal.
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            if (fence.EndedBecause is not null)
            {
                return;
            }

            await RenewOnceAsync(cancellationToken);
        }
    }
}
