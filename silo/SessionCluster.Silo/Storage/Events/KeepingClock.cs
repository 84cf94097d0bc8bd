namespace SessionCluster.Silo.Storage.Events;

/// <summary>The instants at which this process keeps events, in Unix milliseconds: a clock that is set back does not put events before those that were kept already.</summary>
internal sealed class KeepingClock(TimeProvider clock)
{
    private long _last;

    /// <summary>Now, or the latest instant that it gave.</summary>
    public long Take()
    {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        while (true)
        {
            var last = Interlocked.Read(ref _last);
            if (now <= last || Interlocked.CompareExchange(ref _last, now, last) == last)
            {
                return Math.Max(now, last);
            }
        }
    }
}
