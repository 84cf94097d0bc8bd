using SessionCluster.Core.Rows;

namespace SessionCluster.Grains.Janitor;

/// <summary>Where the janitor is, so that it goes on there after a crash. Written now and then: what it did since is done again, which finds nothing.</summary>
[GenerateSerializer, Immutable, Alias("sc.JanitorState")]
internal sealed record JanitorState : IKeyedState
{
    [Id(0)]
    public SweepReport? Sweep { get; init; }

    [Id(1)]
    public SweepReport? Former { get; init; }

    /// <summary>Behind which subject the slow walk through subjects goes on.</summary>
    [Id(2)]
    public string Subject { get; init; } = "";

    [Id(3)]
    public SealReport? Seals { get; init; }

    [Id(4)]
    public SealReport? FormerSeals { get; init; }

    public bool BelongsTo(string grainKey) => grainKey == JanitorGrain.Key;
}
