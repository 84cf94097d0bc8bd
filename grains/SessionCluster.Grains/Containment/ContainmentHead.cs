using SessionCluster.Core.Events;
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

    /// <summary>The events of the containment.</summary>
    [Id(2)]
    public EventLedger Events { get; init; } = EventLedger.Empty;

    public bool BelongsTo(string grainKey) => grainKey == ContainmentLimits.HeadKey;
}
