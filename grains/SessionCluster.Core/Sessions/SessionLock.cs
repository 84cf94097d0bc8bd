using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>A session's own lock, on evidence or because it was seen idle: only stepping up or authenticating again opens it, and neither past its absolute deadline.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionLock")]
public sealed record SessionLock
{
    /// <summary>What was seen; <see cref="SessionRefusal.Idle"/> when it was the idle deadline that had passed.</summary>
    [Id(0)]
    public required SessionRefusal Evidence { get; init; }

    /// <summary>When; for an idle session its idle deadline.</summary>
    [Id(1)]
    public required DateTimeOffset LockedAt { get; init; }

    /// <summary>The one that counts of what has landed and what was decided since (P-W1): the first, but evidence is more than that nobody came for a while.</summary>
    public static SessionLock? Stricter(SessionLock? landed, SessionLock? staged) =>
        landed is null || (landed.Evidence == SessionRefusal.Idle && staged is { Evidence: not SessionRefusal.Idle }) ? staged : landed;
}
