using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Sessions;
using SessionCluster.Core.Time;

namespace SessionCluster.Core.Sessions;

/// <summary>The stored end of a session. It stays until the absolute deadline, so that nothing forgets that the session ended.</summary>
[GenerateSerializer, Immutable, Alias("sc.SessionTombstone")]
public sealed record SessionTombstone
{
    /// <summary><see cref="SessionStatus.Revoked"/> or <see cref="SessionStatus.Expired"/>, never <see cref="SessionStatus.Locked"/>: a tombstone is final (P-C4).</summary>
    [Id(0)]
    public SessionStatus Status { get; init; } = SessionStatus.Revoked;

    /// <summary>Why, and on whose word.</summary>
    [Id(1)]
    public RevocationOrder? Order { get; init; }

    /// <summary>When it was decided. The activation that decided accepts nothing from this instant on.</summary>
    [Id(2)]
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Names the ending.</summary>
    [Id(3)]
    public EventId EventId { get; init; }

    /// <summary>1 when the session was still live, 0 when it had ended by time before.</summary>
    [Id(4)]
    public int SessionsEnded { get; init; }

    /// <summary>The receipt: the same however often it is asked for.</summary>
    public RevocationReceipt ToReceipt(SessionId id) => new()
    {
        Id = id,
        SessionsEnded = SessionsEnded,
        RevokedAt = WholeSeconds.Floor(EndedAt),
        EffectiveAt = WholeSeconds.Ceiling(EndedAt),
        EventId = EventId,
    };
}
