using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Core.Events;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// The session's events: written with the change, then handed on, to the store and to the sinks. What has landed can be handed on by anybody and at any time, since stream and sequence name it: so it needs neither the
/// fence nor a memory that survives. What is remembered here saves repetitions, nothing else.
/// </summary>
internal sealed partial class SessionGrain
{
    private static readonly TimeSpan HandOnRetryDelay = TimeSpan.FromSeconds(5);

    // 5 s, 10 s and so on to 160 s: a store that is away is not asked by every session all the time.
    private const int HandOnDoublings = 5;

    private long _kept;
    private long _handedOn;
    private Task<bool>? _keeping;
    private bool _handing;
    private IGrainTimer? _handOnRetry;
    private int _handOnFailures;

    public Task Publish() => HandOnAsync();

    /// <summary>
    /// The one way to write: whatever changes, its events are written with it (L12), and what was handed on is dropped. What lets the session go on is not written while too many wait (<see cref="WriteOutcome.Full"/>).
    /// </summary>
    private async Task<WriteOutcome> WriteAsync(Func<SessionState?, SessionState?> compose, WriteMode mode = WriteMode.Fenced)
    {
        var full = false;
        var outcome = await _row.UpdateAsync(
            landed =>
            {
                full = false;
                if (compose(landed) is not { } next)
                {
                    return null;
                }

                var recorded = SessionLedger.Record(landed, next, _handedOn);
                full = recorded is null;
                return recorded;
            },
            mode);
        if (full)
        {
            _services.Instruments.Events.Full();
            outcome = WriteOutcome.Full;
        }

        RequestPublish();
        return outcome;
    }

    /// <summary>Those that have landed and are not known to be handed on, or kept, up to a sequence.</summary>
    private ImmutableArray<SessionEvent> WaitingBehind(long sequence) => _row.Landed is { } state ? state.Events.Without(sequence).Waiting : [];

    /// <summary>Asks for a turn that hands on what waits, unless one is at it, or the last one has failed and is tried again. Not once this activation leaves: the message would wake the next one.</summary>
    private void RequestPublish()
    {
        if (!_leaving && !_handing && _handOnRetry is null && !WaitingBehind(_handedOn).IsEmpty)
        {
            _ = this.AsReference<ISessionLifecycleGrain>().Publish();
        }
    }

    /// <summary>The event of an end is kept before the end is acknowledged, so that one that was acknowledged is in the record even if this silo is gone a moment later; unless that takes longer than a second.</summary>
    private async Task KeepEndAsync()
    {
        if (!WaitingBehind(_kept).IsEmpty)
        {
            await _services.Events.WaitAsync(KeepAsync());
        }
    }

    /// <summary>What could not be handed on by now waits in the row for the next activation, or for the janitor.</summary>
    private async Task HandOnBeforeLeavingAsync()
    {
        if (!WaitingBehind(_handedOn).IsEmpty)
        {
            await _services.Events.WaitAsync(_handing ? KeepAsync() : HandOnAsync());
        }
    }

    private async Task HandOnAsync()
    {
        // Whoever is at it looks again for what has come since.
        if (_handing)
        {
            return;
        }

        _handing = true;
        try
        {
            _handOnRetry?.Dispose();
            _handOnRetry = null;
            while (!WaitingBehind(_handedOn).IsEmpty)
            {
                if (!await KeepAsync() || !await ForwardAsync())
                {
                    HandOnLater();
                    return;
                }
            }

            _handOnFailures = 0;
        }
        finally
        {
            _handing = false;
        }
    }

    /// <summary>Kept by the store. Shared by those who come while it is under way.</summary>
    private Task<bool> KeepAsync()
    {
        var keeping = _keeping ?? KeepOnceAsync();
        _keeping = keeping.IsCompleted ? null : keeping;
        return keeping;
    }

    private async Task<bool> KeepOnceAsync()
    {
        try
        {
            while (WaitingBehind(_kept) is { IsEmpty: false } waiting)
            {
                if (!await _services.Events.KeepAsync(waiting))
                {
                    return false;
                }

                _kept = waiting[^1].Sequence;
            }

            return true;
        }
        finally
        {
            _keeping = null;
        }
    }

    private async Task<bool> ForwardAsync()
    {
        var through = _kept;
        if (_services.Events.HasSinks)
        {
            var kept = WaitingBehind(_handedOn).RemoveAll(value => value.Sequence > through);
            if (!kept.IsEmpty && !await _services.Events.ForwardAsync(kept))
            {
                return false;
            }
        }

        _handedOn = through;
        return true;
    }

    private void HandOnLater()
    {
        if (_leaving)
        {
            return;
        }

        var delay = HandOnRetryDelay * (1 << Math.Min(_handOnFailures++, HandOnDoublings));
        _handOnRetry = this.RegisterGrainTimer(
            static (self, _) => self.HandOnAsync(),
            this,
            new GrainTimerCreationOptions { DueTime = delay, Period = Timeout.InfiniteTimeSpan, Interleave = true });
    }
}
