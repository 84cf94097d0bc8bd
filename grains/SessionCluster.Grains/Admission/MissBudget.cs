using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Admission;

/// <summary>
/// How many sessions that do not exist a caller may ask for: 100 a second, with a burst of 100 (A9). Whoever holds the edge ring can make tags for ids at will; the budget bounds what such a flood
/// costs: activations and reads. A token bucket per caller, for a bounded number of callers; those beyond it share one.
/// </summary>
/// <param name="clock">The clock that refills.</param>
public sealed class MissBudget([FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    /// <summary>Misses a second: 100. Also the burst.</summary>
    public const int PerSecond = 100;

    /// <summary>
    /// Reads under way at once for one caller: 1,000. Whether a session exists is known only after its read, so this is by how much a burst can overdraw; the debt is paid back before the next credit.
    /// </summary>
    public const int MaxPending = 1000;

    /// <summary>Callers that are remembered at once: 10,000. Beyond that, those whose bucket is full again are forgotten.</summary>
    public const int MaxCallers = 10_000;

    private readonly ConcurrentDictionary<string, MissBucket> _buckets = new(StringComparer.Ordinal);

    // Callers may call themselves what they like: those that find no room share one bucket, so that inventing names buys neither memory nor misses.
    private readonly MissBucket _others = new(clock);

    private long _forgotAt = long.MinValue;

    /// <summary>How many callers are remembered.</summary>
    public int Callers => _buckets.Count;

    /// <summary>True when the caller may cause another miss now.</summary>
    public bool HasCredit(string caller) => !_buckets.TryGetValue(caller, out var bucket) || bucket.HasCredit;

    /// <summary>The caller caused a miss.</summary>
    public void Charge(string caller) => BucketOf(caller).Charge();

    /// <summary>A read is about to begin that may turn out a miss: true when the caller may cause it. Then <see cref="End"/> must follow.</summary>
    public bool TryBegin(string caller) => BucketOf(caller).TryBegin();

    /// <summary>The read has ended.</summary>
    /// <param name="caller">Who caused it.</param>
    /// <param name="missed">Whether it was a miss, and is charged.</param>
    public void End(string caller, bool missed) => BucketOf(caller).End(missed);

    private MissBucket BucketOf(string caller)
    {
        if (_buckets.TryGetValue(caller, out var bucket))
        {
            return bucket;
        }

        if (_buckets.Count >= MaxCallers)
        {
            ForgetFull();
        }

        return _buckets.Count >= MaxCallers ? _others : _buckets.GetOrAdd(caller, _ => new(clock));
    }

    private void ForgetFull()
    {
        // At most once a second: looking at all of them for each new name would be a flood's work for it.
        var forgotAt = Interlocked.Read(ref _forgotAt);
        var now = clock.GetTimestamp();
        if ((forgotAt != long.MinValue && clock.GetElapsedTime(forgotAt, now) < TimeSpan.FromSeconds(1)) || Interlocked.CompareExchange(ref _forgotAt, now, forgotAt) != forgotAt)
        {
            return;
        }

        foreach (var (caller, bucket) in _buckets)
        {
            if (bucket.IsFull)
            {
                _buckets.TryRemove(caller, out _);
            }
        }
    }
}
