using HdrHistogram;

namespace SessionCluster.LoadTests.Measurements;

/// <summary>Latencies in microseconds, up to two minutes; a longer one counts as that. Not thread-safe.</summary>
/// <param name="digits">Significant digits.</param>
internal sealed class Latencies(int digits)
{
    private const long Longest = 120_000_000;

    private readonly LongHistogram _histogram = new(Longest, digits);

    public long Count => _histogram.TotalCount;

    public double Max => Count == 0 ? 0 : _histogram.GetMaxValue() / 1000.0;

    public void Add(TimeSpan latency) => _histogram.RecordValue(Math.Clamp((long)latency.TotalMicroseconds, 1, Longest));

    public void Add(Latencies other) => _histogram.Add(other._histogram);

    /// <summary>A percentile in milliseconds; 0 where nothing was recorded.</summary>
    public double Percentile(double percentile) => Count == 0 ? 0 : _histogram.GetValueAtPercentile(percentile) / 1000.0;

    /// <summary>The curve: percentile and milliseconds, finer towards 100.</summary>
    public IReadOnlyList<(double Percentile, double Milliseconds)> Curve() => Count == 0
        ? []
        : [.. _histogram.Percentiles(5).Select(step => (step.PercentileLevelIteratedTo, step.ValueIteratedTo / 1000.0))];
}
