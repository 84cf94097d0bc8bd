namespace SessionCluster.Grains.Admission;

/// <summary>One caller's credit: refilled at <see cref="MissBudget.PerSecond"/>, up to as much.</summary>
internal sealed class MissBucket(TimeProvider clock)
{
    private readonly Lock _lock = new();
    private long _timestamp = clock.GetTimestamp();
    private double _credit = MissBudget.PerSecond;
    private int _pending;

    public bool HasCredit
    {
        get
        {
            lock (_lock)
            {
                return Refill() >= 1;
            }
        }
    }

    /// <summary>True when forgetting it changes nothing.</summary>
    public bool IsFull
    {
        get
        {
            lock (_lock)
            {
                return _pending == 0 && Refill() >= MissBudget.PerSecond;
            }
        }
    }

    public bool TryBegin()
    {
        lock (_lock)
        {
            if (_pending >= MissBudget.MaxPending || Refill() < 1)
            {
                return false;
            }

            _pending++;
            return true;
        }
    }

    public void End(bool missed)
    {
        lock (_lock)
        {
            // Never below zero: the bucket may be the shared one by now, or another than the one that began.
            _pending = Math.Max(0, _pending - 1);
            if (missed)
            {
                Take();
            }
        }
    }

    public void Charge()
    {
        lock (_lock)
        {
            Take();
        }
    }

    // What was under way may overdraw; the debt is bounded like it, so that no caller is shut out for long.
    private void Take() => _credit = Math.Max(Refill() - 1, -MissBudget.MaxPending);

    private double Refill()
    {
        var now = clock.GetTimestamp();
        _credit = Math.Min(MissBudget.PerSecond, _credit + (clock.GetElapsedTime(_timestamp, now).TotalSeconds * MissBudget.PerSecond));
        _timestamp = now;
        return _credit;
    }
}
