namespace SessionCluster.LoadTests.Arguments;

/// <summary>What can be required.</summary>
internal enum Metric
{
    P50,
    P90,
    P99,
    P999,
    Max,
    Errors,
    Throughput,
    Outage,
}
