using Orleans.Runtime;

namespace SessionCluster.Grains.Containment;

/// <summary>Hands the events of the containment on. What has landed can be handed on by anybody and at any time, since stream and sequence name it: it needs no fence, and nothing waits for it.</summary>
internal sealed partial class ContainmentGrain
{
    private bool _handing;
    private IGrainTimer? _handOnRetry;

    public async Task Publish()
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
            while (_log.Events.Without(_log.HandedOn).Waiting is { IsEmpty: false } waiting)
            {
                if (!await _services.Events.KeepAsync(waiting) || !await _services.Events.ForwardAsync(waiting))
                {
                    PublishLater();
                    return;
                }

                // The next write of the head drops them.
                _log.HandedOn = waiting[^1].Sequence;
            }
        }
        finally
        {
            _handing = false;
        }
    }

    /// <summary>Asks for a turn that hands on what waits, unless one is at it, or the last one has failed and is tried again.</summary>
    private void RequestPublish()
    {
        if (!_handing && _handOnRetry is null && !_log.Events.Without(_log.HandedOn).Waiting.IsEmpty)
        {
            _ = this.AsReference<IContainmentGrain>().Publish();
        }
    }

    private void PublishLater() => _handOnRetry = this.RegisterGrainTimer(
        static (self, _) => self.Publish(),
        this,
        new GrainTimerCreationOptions { DueTime = RetryDelay, Period = Timeout.InfiniteTimeSpan, KeepAlive = true });
}
