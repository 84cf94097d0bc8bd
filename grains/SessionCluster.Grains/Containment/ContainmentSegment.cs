using System.Collections.Immutable;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Rows;

namespace SessionCluster.Grains.Containment;

/// <summary>A part of the containment log. It may be ahead of the head, never behind it: a segment is written first.</summary>
[GenerateSerializer, Immutable, Alias("sc.ContainmentSegment")]
internal sealed record ContainmentSegment : IKeyedState
{
    [Id(0)]
    public int Index { get; init; }

    [Id(1)]
    public ImmutableArray<ContainmentEntry> Entries { get; init; } = [];

    /// <summary>Events of its latest changes, which a head records.</summary>
    [Id(2)]
    public ImmutableArray<OwedEvent> Owed { get; init; } = [];

    public bool BelongsTo(string grainKey) => grainKey == ContainmentLimits.SegmentKey(Index);
}
