using Orleans.Concurrency;

namespace SessionCluster.Comparison.Serving;

/// <summary>Nothing.</summary>
[GenerateSerializer, Immutable, Alias("comparison.EmptyAnswer")]
public sealed class EmptyAnswer
{
    public static EmptyAnswer Instance { get; } = new();
}
