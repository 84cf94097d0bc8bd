using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Callers;

namespace SessionCluster.Silo.Endpoints.Signals;

/// <summary>
/// How many signals a client may send to one silo: so many a minute, as many at once. A client that reports everything could otherwise lock everybody out. A bucket for each client of the configuration.
/// </summary>
internal sealed class SignalBudget([FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Bucket> _buckets = new(StringComparer.Ordinal);

    /// <summary>Takes one signal off the client's budget; the seconds to wait when there is none, 0 when there was.</summary>
    public int Take(Caller caller)
    {
        var bucket = _buckets.GetOrAdd(caller.Id.Value, static (_, made) => new(made.caller.SignalsPerMinute, made.clock.GetTimestamp()), (caller, clock));
        lock (bucket)
        {
            var now = clock.GetTimestamp();
            var perSecond = caller.SignalsPerMinute / 60d;
            bucket.Left = Math.Min(caller.SignalsPerMinute, bucket.Left + clock.GetElapsedTime(bucket.FilledAt, now).TotalSeconds * perSecond);
            bucket.FilledAt = now;
            if (bucket.Left < 1)
            {
                return Math.Max(1, (int)Math.Ceiling((1 - bucket.Left) / perSecond));
            }

            bucket.Left--;
            return 0;
        }
    }

    private sealed class Bucket(double left, long filledAt)
    {
        public double Left { get; set; } = left;

        public long FilledAt { get; set; } = filledAt;
    }
}
