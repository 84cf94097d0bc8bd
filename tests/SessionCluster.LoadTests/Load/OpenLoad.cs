using System.Diagnostics;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Load;

/// <summary>
/// So many operations a second are due, whatever becomes of the earlier ones, as the callers of a real service are many and know nothing of each other. Latency counts from when an operation
/// was due, so that a stalled service can't hide how many it kept waiting (no coordinated omission). With <paramref name="inFlight"/> unanswered the next ones wait, and their latency counts on.
/// </summary>
internal sealed class OpenLoad(double rate, int inFlight, int seed) : ILoad
{
    // What the generator's own timer may be late; that is not the service's latency.
    private static readonly TimeSpan TimerLateness = TimeSpan.FromMilliseconds(5);

    public async Task RunAsync(TimeSpan duration, Func<Random, OperationKind> draw, Func<OperationKind, long, Task> perform)
    {
        using var room = new SemaphoreSlim(inFlight, inFlight);
        var random = new Random(seed);
        var begin = Stopwatch.GetTimestamp();
        var period = Stopwatch.Frequency / rate;
        var count = (long)(duration.TotalSeconds * rate);
        for (var number = 0L; number < count; number++)
        {
            var due = begin + (long)(number * period);
            while (Stopwatch.GetTimestamp() < due)
            {
                await Task.Delay(1);
            }

            await room.WaitAsync();
            var kind = draw(random);
            var from = Stopwatch.GetElapsedTime(due) > TimerLateness ? due : Stopwatch.GetTimestamp();
            _ = Task.Run(() => PerformAsync(kind, from));
        }

        for (var place = 0; place < inFlight; place++)
        {
            await room.WaitAsync();
        }

        async Task PerformAsync(OperationKind kind, long due)
        {
            try
            {
                await perform(kind, due);
            }
            finally
            {
                room.Release();
            }
        }
    }
}
