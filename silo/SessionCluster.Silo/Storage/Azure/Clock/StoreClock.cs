using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Silo.Storage.Azure.Clock;

/// <summary>
/// The store's clock, read from the <c>Date</c> of its answers (RFC 9110, section 6.6.1): whole seconds, stamped at some moment between sending and receiving. Each answer so gives an interval
/// in which the store's clock lies, and all answers of the last half minute to minute together a narrower one.
/// </summary>
/// <remarks>
/// Between answers the interval is carried by the monotonic clock, so a step of the wall clock shows at once. An answer that contradicts the earlier ones (the store's clock was set, this
/// machine was suspended) replaces them.
/// </remarks>
internal sealed class StoreClock([FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : IStoreClock
{
    /// <summary>After this long a new window of answers begins; the one before counts until the next begins.</summary>
    public static readonly TimeSpan WindowLength = TimeSpan.FromSeconds(30);

    /// <summary>What a whole second may hide.</summary>
    private static readonly TimeSpan Resolution = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long _origin = clock.GetTimestamp();
    private StoreClockWindow? _former;
    private StoreClockWindow? _current;

    /// <summary>Takes an answer in.</summary>
    /// <param name="sent">The monotonic clock before the request.</param>
    /// <param name="received">The monotonic clock after the answer.</param>
    /// <param name="date">What the answer says.</param>
    public void Observe(long sent, long received, DateTimeOffset date)
    {
        var (first, last) = (clock.GetElapsedTime(_origin, sent), clock.GetElapsedTime(_origin, received));
        var answer = new StoreClockWindow(last, date - last, date + Resolution - first);
        lock (_lock)
        {
            if (Known() is { } known && known.Intersect(answer) is null)
            {
                (_former, _current) = (null, answer);
            }
            else if (_current is not { } current || last - current.Began >= WindowLength)
            {
                (_former, _current) = (_current, answer);
            }
            else
            {
                _current = current.Intersect(answer);
            }
        }
    }

    /// <inheritdoc />
    public bool TryGetOffset(out TimeSpan offset)
    {
        StoreClockWindow? known;
        lock (_lock)
        {
            known = Known();
        }

        offset = TimeSpan.Zero;
        if (known is not { } window)
        {
            return false;
        }

        var now = clock.GetUtcNow() - clock.GetElapsedTime(_origin);
        var (least, most) = (now - window.Latest, now - window.Earliest);
        offset = least > TimeSpan.Zero ? least : most < TimeSpan.Zero ? most : TimeSpan.Zero;
        return true;
    }

    // Only what is recent: the two clocks drift apart.
    private StoreClockWindow? Known()
    {
        var now = clock.GetElapsedTime(_origin);
        if (_current is not { } current || now - current.Began >= 2 * WindowLength)
        {
            return null;
        }

        return _former is { } former && now - former.Began < 2 * WindowLength ? former.Intersect(current) : current;
    }
}
