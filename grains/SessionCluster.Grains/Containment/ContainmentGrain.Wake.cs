using Orleans.Runtime;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Subjects;

namespace SessionCluster.Grains.Containment;

/// <summary>Wakes the subjects that have an entry, for the log is the list of what is owed (P-S3).</summary>
internal sealed partial class ContainmentGrain
{
    private const int WokenAtOnce = 100;

    private static readonly TimeSpan WakeInterval = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(5);

    // Longer than a subject takes to go on by itself: this is for those that can't.
    private static readonly TimeSpan RewakeInterval = TimeSpan.FromSeconds(30);

    private Queue<string> _toWake = [];
    private IGrainTimer? _timer;
    private bool _resuming;

    public async Task Resume()
    {
        // Every silo asks, and asks again: what is under way, or due, is enough.
        if (_resuming || _timer is not null)
        {
            return;
        }

        _resuming = true;
        try
        {
            if (!await LoadAsync())
            {
                Later(RetryDelay, static self => self.Resume());
                return;
            }

            RequestPublish();
            RemoveLocksLater();
            _toWake = new(_log.Entries.Where(IsOwed).Select(entry => entry.Value));
            await WakeAsync();
        }
        finally
        {
            _resuming = false;
        }
    }

    // A lock owes nothing: it changes no session (P-C3).
    private static bool IsOwed(ContainmentEntry entry) => entry.Dimension == ContainmentDimension.Subject;

    private async Task<bool> LoadAsync()
    {
        await _turn.WaitAsync();
        try
        {
            return await _log.LoadAsync();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// Each that is woken reads its row and ends sessions; all at once would be a start that nobody can use. Nobody waits for them: meanwhile their entries refuse. What nobody waits for can get
    /// lost, with a message that expired or an activation that went, so whoever still has an entry later is woken again.
    /// </summary>
    private Task WakeAsync()
    {
        for (var woken = 0; woken < WokenAtOnce && _toWake.TryDequeue(out var subject); woken++)
        {
            _ = _services.Grains.GetGrain<ISubjectLifecycleGrain>(subject).Continue();
        }

        if (_toWake.Count > 0)
        {
            Later(WakeInterval, static self => self.WakeAsync());
        }
        else if (_log.Entries.Any(IsOwed))
        {
            Later(RewakeInterval, static self => self.Resume());
        }

        return Task.CompletedTask;
    }

    private void WakeLater()
    {
        if (_timer is null)
        {
            Later(RewakeInterval, static self => self.Resume());
        }
    }

    private void Later(TimeSpan delay, Func<ContainmentGrain, Task> action)
    {
        _timer?.Dispose();
        _timer = this.RegisterGrainTimer(
            static (state, _) =>
            {
                state.Self._timer?.Dispose();
                state.Self._timer = null;
                return state.Action(state.Self);
            },
            (Self: this, Action: action),
            new GrainTimerCreationOptions { DueTime = delay, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
    }
}
