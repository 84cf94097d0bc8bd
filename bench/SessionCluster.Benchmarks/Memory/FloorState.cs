namespace SessionCluster.Benchmarks.Memory;

/// <summary>A small state: a name and an instant.</summary>
[GenerateSerializer, Alias("bench.FloorState")]
internal sealed class FloorState
{
    [Id(0)]
    public string Name { get; set; } = string.Empty;

    [Id(1)]
    public DateTimeOffset At { get; set; }
}
