using SessionCluster.Abstractions.Events;
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

    /// <summary>The device it was established for; unset for none.</summary>
    [Id(9)]
    public DeviceId Device { get; init; }

    /// <summary>How often its secret was replaced, by rotation or step-up.</summary>
    [Id(10)]
    public int Generation { get; init; }

    /// <summary>Why it is locked, when it is by itself; <see cref="SessionRefusal.None"/> otherwise.</summary>
    [Id(11)]
    public SessionRefusal LockedOn { get; init; }

    /// <summary>Since when its token is known to be in other hands too; <see langword="null"/> while it is not.</summary>
    [Id(12)]
    public DateTimeOffset? TaintedAt { get; init; }

    /// <summary>Events of the session so far.</summary>
    [Id(13)]
    public long Events { get; init; }

    /// <summary>The hash of the latest of them: what the stored chain must end with.</summary>
    [Id(14)]
    public EventHash EventHead { get; init; }
}
