using System.Collections.Immutable;

namespace SessionCluster.Core.Replay;

/// <summary>A replay memory on its way to another silo (P-R4).</summary>
[GenerateSerializer, Immutable, Alias("sc.ProofLuggage")]
public sealed record ProofLuggage
{
    /// <summary>The proofs, packed.</summary>
    [Id(0)]
    public ImmutableArray<byte> Proofs { get; init; } = [];

    /// <summary>The nonces that are live, the current one first.</summary>
    [Id(1)]
    public ImmutableArray<string> Nonces { get; init; } = [];

    /// <summary>When each of them was drawn.</summary>
    [Id(2)]
    public ImmutableArray<DateTimeOffset> DrawnAt { get; init; } = [];

    /// <summary>The beginning of a memory that was cold when it left; <see langword="null"/> for a warm one.</summary>
    [Id(3)]
    public DateTimeOffset? ColdSince { get; init; }
}
