using SessionCluster.Core.Replay;

namespace SessionCluster.Core.Sessions;

/// <summary>What an activation alone knows: use since the last write. It dies with the activation, and its loss is against the session, never for it.</summary>
/// <param name="LastUsedAt">The last activity, exact.</param>
/// <param name="UsesAvailable">Uses left of blocks whose reservation landed in this activation (P-B1).</param>
/// <param name="Tombstone">An end that was decided, landed or not: sticky, outside the stored state (P-W3).</param>
public readonly record struct SessionUsage(DateTimeOffset LastUsedAt, int UsesAvailable, SessionTombstone? Tombstone)
{
    /// <summary>A lock that was decided, landed or not.</summary>
    public SessionLock? Lock { get; init; }

    /// <summary>Since when a copy of the token is known to be about, landed or not.</summary>
    public DateTimeOffset? TaintedAt { get; init; }

    /// <summary>What is remembered of proofs; <see langword="null"/> for a bearer session.</summary>
    public ProofMemory? Proofs { get; init; }
}
