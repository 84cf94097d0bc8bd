using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Replay;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// What a session's activation takes along when it moves to another silo (P-R4). Blocks of uses stay: what was left of one is given back to the row before (P-B3).
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.SessionLuggage")]
internal sealed record SessionLuggage
{
    /// <summary>Key under which it travels.</summary>
    public const string Key = "sc.session";

    /// <summary>
    /// How old it may be, not inclusive: 10 s by clocks that differ by up to 2 s. A successor that lived and left meanwhile has tried for longer than that to write what it had accepted (P-W6).
    /// </summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(10);

    /// <summary>Version of the row that it was packed from.</summary>
    [Id(0)]
    public string? ETag { get; init; }

    /// <summary>When it was packed, by the wall clock of the silo that was left.</summary>
    [Id(1)]
    public DateTimeOffset PackedAt { get; init; }

    /// <summary>The membership that was known there: a death after it may be the death of a successor that left nothing behind.</summary>
    [Id(2)]
    public long MembershipVersion { get; init; }

    /// <summary>The exact last use.</summary>
    [Id(3)]
    public DateTimeOffset LastUsedAt { get; init; }

    /// <summary>An end that was decided, whether its tombstone has landed or not (P-W3).</summary>
    [Id(4)]
    public SessionTombstone? Ended { get; init; }

    /// <summary>What is remembered of proofs; <see langword="null"/> for a bearer session, and for one that never came to answer.</summary>
    [Id(5)]
    public ProofLuggage? Proofs { get; init; }

    /// <summary>A lock that was decided, landed or not.</summary>
    [Id(6)]
    public SessionLock? Lock { get; init; }

    /// <summary>A taint that was decided, landed or not.</summary>
    [Id(7)]
    public SessionTaint? Taint { get; init; }

    /// <summary>The clients that validated it, the latest first.</summary>
    [Id(8)]
    public ImmutableArray<ClientId> Callers { get; init; } = [];

    /// <summary>The sequence up to which events were handed on, for certain: whatever else is true, they need not be again.</summary>
    [Id(9)]
    public long HandedOn { get; init; }

    /// <summary>Whether it is young enough. One that was packed in the future was packed by a clock that is off.</summary>
    public bool IsFresh(DateTimeOffset now) => now - PackedAt < MaxAge && PackedAt - now < MaxAge;
}
