using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>A session's own lock, on evidence (design section 9): only stepping up or authenticating again opens it, and neither past its absolute deadline.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionLock")]
public sealed record SessionLock
{
    /// <summary>What was seen.</summary>
    [Id(0)]
    public required SessionRefusal Evidence { get; init; }

    /// <summary>When.</summary>
    [Id(1)]
    public required DateTimeOffset LockedAt { get; init; }
}
