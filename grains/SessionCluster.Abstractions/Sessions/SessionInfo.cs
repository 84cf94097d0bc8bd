using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Sessions;

/// <summary>What operators see of a session: its facts and where it stands; never a secret or a hash of one.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionInfo")]
public sealed record SessionInfo
{
    /// <summary>The facts.</summary>
    [Id(0)]
    public required SessionFacts Facts { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(1)]
    public required SessionStatus Status { get; init; }

    /// <summary>The caller that established it.</summary>
    [Id(2)]
    public required ClientId EstablishedBy { get; init; }

    /// <summary>The last activity.</summary>
    [Id(3)]
    public required DateTimeOffset LastUsedAt { get; init; }

    /// <summary>When it ends unless it is used.</summary>
    [Id(4)]
    public required DateTimeOffset IdleDeadline { get; init; }

    /// <summary>The use limit, or <see langword="null"/>.</summary>
    [Id(5)]
    public int? MaxUses { get; init; }

    /// <summary>Uses that may still be accepted, never overstated; <see langword="null"/> without a limit.</summary>
    [Id(6)]
    public int? UsesLeft { get; init; }

    /// <summary>The receipt of its end, when it was ended by decision.</summary>
    [Id(7)]
    public RevocationReceipt? Receipt { get; init; }

    /// <summary>Why it ended, when it was ended by decision.</summary>
    [Id(8)]
    public RevocationOrder? Order { get; init; }
}
