using System.Diagnostics;

namespace SessionCluster.Benchmarks.Load;

/// <summary>A closed load: so many callers, each of which waits for its answer before it asks again.</summary>
internal static class Callers
{
    /// <summary>Asks for a while.</summary>
    /// <param name="count">How many callers.</param>
    /// <param name="duration">For how long.</param>
    /// <param name="ask">One question of the caller of this number; false when nothing is left to ask.</param>
    public static async Task<PhaseResult> RunAsync(int count, TimeSpan duration, Func<int, Task<bool>> ask)
    {
        var processor = Environment.CpuUsage.TotalTime;
        var start = Stopwatch.GetTimestamp();
        var until = start + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var latencies = Enumerable.Range(0, count).Select(_ => new List<double>(4096)).ToArray();
        await Task.WhenAll(latencies.Select((own, caller) => Task.Run(() => AskAsync(own, caller))));
        var elapsed = Stopwatch.GetElapsedTime(start);
        return PhaseResult.Of([.. latencies.SelectMany(own => own)], elapsed, Environment.CpuUsage.TotalTime - processor);

        async Task AskAsync(List<double> own, int caller)
        {
            while (Stopwatch.GetTimestamp() is var before && before < until && await ask(caller))
            {
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }
        }
    }
}
