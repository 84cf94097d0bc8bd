using SessionCluster.Core.Rows;

namespace SessionCluster.Grains.Containment;

/// <summary>The head of the containment log: its version, which never decreases, and how many segments it has.</summary>
[GenerateSerializer, Immutable, Alias("sc.ContainmentHead")]
internal sealed record ContainmentHead : IKeyedState
{
    [Id(0)]
    public long Version { get; init; }

    [Id(1)]
    public int Segments { get; init; }

    public bool BelongsTo(string grainKey) => grainKey == ContainmentLimits.HeadKey;
}
