namespace SessionCluster.LoadTests.Arguments;

/// <summary>The words of <see cref="Metric"/>.</summary>
internal static class Metrics
{
    public static Metric Of(string word) => word switch
    {
        "p50" => Metric.P50,
        "p90" => Metric.P90,
        "p99" => Metric.P99,
        "p99.9" => Metric.P999,
        "max" => Metric.Max,
        "errors" => Metric.Errors,
        "throughput" => Metric.Throughput,
        "outage" => Metric.Outage,
        _ => throw new ArgumentOutOfRangeException(nameof(word), word, "No metric."),
    };
}
