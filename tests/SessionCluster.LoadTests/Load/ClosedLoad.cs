using System.Diagnostics;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Load;

/// <summary>So many callers, each of which waits for its answer before it asks again: throughput is found out, and a slow service is asked less.</summary>
internal sealed class ClosedLoad(int callers, int seed) : ILoad
{
    public Task RunAsync(TimeSpan duration, Func<Random, OperationKind> draw, Func<OperationKind, long, Task> perform)
    {
        var until = Stopwatch.GetTimestamp() + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        return Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(() => AskAsync(new Random(seed + caller)))));

        async Task AskAsync(Random random)
        {
            // Once at least, however late a busy machine lets a caller begin.
            do
            {
                await perform(draw(random), Stopwatch.GetTimestamp());
            }
            while (Stopwatch.GetTimestamp() < until);
        }
    }
}
