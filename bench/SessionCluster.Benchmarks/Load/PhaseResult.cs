namespace SessionCluster.Benchmarks.Load;

/// <summary>One phase of one round.</summary>
/// <param name="Operations">How many were answered.</param>
/// <param name="PerSecond">Answered operations a second.</param>
/// <param name="P50">Median latency in milliseconds.</param>
/// <param name="P99">99th percentile of latency in milliseconds.</param>
/// <param name="Longest">The longest latency in milliseconds.</param>
/// <param name="Processor">Processor time of this process for each, in microseconds.</param>
internal sealed record PhaseResult(int Operations, double PerSecond, double P50, double P99, double Longest, double Processor)
{
    public static PhaseResult Of(double[] latencies, TimeSpan elapsed, TimeSpan processor)
    {
        Array.Sort(latencies);
        return new(latencies.Length, latencies.Length / elapsed.TotalSeconds, latencies[latencies.Length / 2], latencies[(int)(latencies.Length * 0.99)], latencies[^1], processor.TotalMicroseconds / latencies.Length);
    }
}
