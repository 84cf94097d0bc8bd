namespace SessionCluster.Benchmarks.Memory;

/// <summary>The floor that sessions are measured against: an empty grain with persistent state.</summary>
[Alias("bench.IFloorGrain")]
public interface IFloorGrain : IGrainWithStringKey
{
    [Alias("Touch")]
    Task Touch();
}
