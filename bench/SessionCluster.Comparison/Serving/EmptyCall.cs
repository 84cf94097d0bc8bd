using Orleans.Concurrency;

namespace SessionCluster.Comparison.Serving;

/// <summary>Nothing.</summary>
[GenerateSerializer, Immutable, Alias("comparison.EmptyCall")]
public sealed class EmptyCall
{
    public static EmptyCall Instance { get; } = new();
}
