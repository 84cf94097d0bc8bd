using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>What operators ask of the locks, as a client of the gateway, and what is stored of them.</summary>
internal static class LockCalls
{
    public static ILockGrain Locks(this SessionTestCluster cluster) => cluster.Grains.GetGrain<ILockGrain>(ILockGrain.Key);

    public static EventId NewId() => EventId.FromBytes(Guid.NewGuid().ToByteArray());

    public static LockOrder Order(LockDimension dimension, string value, DateTimeOffset? until = null) => new(dimension, value, SessionSamples.Admin) { Until = until, Message = "by a test" };

    public static async Task<EventId> LockAsync(this SessionTestCluster cluster, LockDimension dimension, string value, DateTimeOffset? until = null)
    {
        var id = NewId();
        Assert.Equal(id, Assert.IsType<LockOutcome.Locked>(await cluster.Locks().Lock(id, Order(dimension, value, until))).Id);
        return id;
    }

    public static Task<UnlockOutcome> UnlockAsync(this SessionTestCluster cluster, EventId id) => cluster.Locks().Unlock(id, SessionSamples.Admin.Initiator);

    /// <summary>Moves the clock on by seconds until something has happened that its timers do.</summary>
    public static async Task AdvanceUntilAsync(this SessionTestCluster cluster, Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!condition())
        {
            cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(20, limit.Token);
        }
    }

    /// <summary>The ids of every lock in the log's rows, sorted.</summary>
    public static EventId[] StoredLocks(this TestStorage storage) =>
    [
        .. Enumerable.Range(0, ContainmentLimits.MaxSegments)
            .Select(index => storage.Peek<ContainmentSegment>(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(index)))
            .SelectMany(segment => segment?.Entries ?? [])
            .Where(entry => entry.Lock is not null)
            .Select(entry => entry.Lock!.Id)
            .OrderBy(id => id.ToString(), StringComparer.Ordinal),
    ];

    /// <summary>Waits until so many events of the containment are kept, which are a whole chain from the first on, and answers all that are.</summary>
    public static async Task<SessionEvent[]> ContainmentEventsAsync(this SessionTestCluster cluster, int atLeast)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (cluster.Events.Of(SessionEvent.ContainmentStream).Length < atLeast)
        {
            await Task.Delay(10, limit.Token);
        }

        var kept = cluster.Events.Of(SessionEvent.ContainmentStream);
        Assert.Null(EventChain.Verify(kept));
        Assert.Equal(kept.Length, cluster.Storage.ContainmentHead()!.Events.Count);
        return [.. kept];
    }
}
