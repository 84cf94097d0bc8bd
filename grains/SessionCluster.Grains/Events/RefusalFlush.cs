using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Events;

/// <summary>Hands the counts of refusals on, once a minute and when the silo stops. What could not be handed on is handed on again as it was, before anything new is taken: so nothing is counted twice, and nothing piles up.</summary>
internal sealed class RefusalFlush(
    RefusalLedger ledger,
    EventOutlet outlet,
    ILocalSiloDetails silo,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    /// <summary>How often: every minute.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    // A call of the store that takes long should not have to be repeated as a whole.
    private const int MostAtOnce = 256;

    private readonly CancellationTokenSource _stopping = new();
    private ImmutableArray<SessionEvent> _owed = [];
    private Task _loop = Task.CompletedTask;

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(RefusalFlush), ServiceLifecycleStage.RuntimeGrainServices, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    /// <summary>To be called by one caller at a time, and at most once a second.</summary>
    public async Task FlushAsync()
    {
        if (_owed.IsEmpty)
        {
            _owed = ledger.Take(clock.GetUtcNow(), silo.SiloAddress.GetConsistentHashCode());
        }

        while (!_owed.IsEmpty)
        {
            ImmutableArray<SessionEvent> part = [.. _owed.AsSpan(0, Math.Min(MostAtOnce, _owed.Length))];
            if (!await outlet.KeepAsync(part) || !await outlet.ForwardAsync(part))
            {
                return;
            }

            _owed = _owed.RemoveRange(0, part.Length);
        }
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        _loop = LoopAsync(_stopping.Token);
        return Task.CompletedTask;
    }

    // After the activations have left, which is in a later stage: nothing is counted any more.
    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await outlet.WaitAsync(FlushAsync());
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            await FlushAsync();
        }
    }
}
