using System.Collections.Concurrent;
using System.Diagnostics;
using SessionCluster.LoadTests.Load;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>Open and closed loads: when an operation is due, and what its latency counts from.</summary>
public sealed class LoadModelTests
{
    [Fact]
    public async Task An_open_load_makes_operations_due_whatever_becomes_of_the_earlier_ones()
    {
        var due = new ConcurrentQueue<long>();
        var load = new OpenLoad(rate: 1000, inFlight: 1, seed: 1);

        // The first operation stalls beyond the end of the schedule: whatever was due meanwhile is late.
        await load.RunAsync(TimeSpan.FromMilliseconds(50), _ => OperationKind.Validate, async (_, dueAt) =>
        {
            due.Enqueue(dueAt);
            if (due.Count == 1)
            {
                await Task.Delay(80);
            }
        });

        Assert.Equal(50, due.Count);
        Assert.All(due.Skip(1).Zip(due.Skip(2)), pair => Assert.InRange(Stopwatch.GetElapsedTime(pair.First, pair.Second).TotalMilliseconds, 0.999, 1.001));
    }

    [Fact]
    public async Task A_closed_load_asks_again_only_when_it_was_answered()
    {
        var (inFlight, most, count) = (0, 0, 0);

        await new ClosedLoad(callers: 3, seed: 1).RunAsync(TimeSpan.FromMilliseconds(50), _ => OperationKind.Validate, async (_, _) =>
        {
            InterlockedMax(ref most, Interlocked.Increment(ref inFlight));
            Interlocked.Increment(ref count);
            await Task.Yield();
            Interlocked.Decrement(ref inFlight);
        });

        Assert.InRange(most, 1, 3);
        Assert.True(count >= 3);
    }

    private static void InterlockedMax(ref int most, int value)
    {
        for (var seen = Volatile.Read(ref most); seen < value; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, seen);
        }
    }
}
