using System.Collections.Immutable;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Rotation;

/// <summary>
/// What is stored of a session's secrets beyond the current one (rules P-T): hashes and salts only. Whoever has it and every silo key still lacks the digest that was presented.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.RotationState")]
public sealed record RotationState
{
    /// <summary>Most candidates that wait for their first presentation: 4 (P-T4).</summary>
    public const int MaxPending = 4;

    /// <summary>Most older secrets that are recognised: 64 (P-T3).</summary>
    public const int MaxOlder = 64;

    /// <summary>Of the current secret: 0 at establishment, one more with every rotation and every step-up.</summary>
    [Id(0)]
    public int Generation { get; init; }

    /// <summary>When the current secret became current.</summary>
    [Id(1)]
    public DateTimeOffset RotatedAt { get; init; }

    /// <summary>Successors of the current secret that nobody has presented yet.</summary>
    [Id(2)]
    public ImmutableArray<PendingSecret> Pending { get; init; } = [];

    /// <summary>The secret before the current one; <see langword="null"/> at first.</summary>
    [Id(3)]
    public FormerSecret? Former { get; init; }

    /// <summary>The first 8 bytes of the hashes of secrets before that one, and of candidates that lost (P-T4), the latest last.</summary>
    [Id(4)]
    public ImmutableArray<ulong> Older { get; init; } = [];
}
