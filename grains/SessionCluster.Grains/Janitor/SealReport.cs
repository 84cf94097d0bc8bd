using System.Collections.Immutable;

namespace SessionCluster.Grains.Janitor;

/// <summary>A pass through every row, made while the silo ring has more than one key: it has rows under other keys than the current one sealed anew, and counts what it found.</summary>
[GenerateSerializer, Immutable, Alias("sc.SealReport")]
public sealed record SealReport
{
    /// <summary>When it began.</summary>
    [Id(0)]
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; <see langword="null"/> while it goes on.</summary>
    [Id(1)]
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The silo ring's current key when it began.</summary>
    [Id(2)]
    public byte CurrentKeyId { get; init; }

    /// <summary>Rows it found under each key, by the key's id, before it had them sealed anew: a key with none after a whole pass seals nothing.</summary>
    [Id(3)]
    public ImmutableDictionary<byte, long> Found { get; init; } = ImmutableDictionary<byte, long>.Empty;

    /// <summary>Rows that were sealed anew.</summary>
    [Id(4)]
    public long Resealed { get; init; }

    /// <summary>Where it is: which type of grain, in the order of the pass.</summary>
    [Id(5)]
    internal int Type { get; init; }

    /// <summary>Where it is: behind which key.</summary>
    [Id(6)]
    internal string After { get; init; } = "";
}
