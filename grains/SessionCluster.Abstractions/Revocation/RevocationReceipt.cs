using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>The answer to an ending: no silo answers "valid" after <see cref="EffectiveAt"/>.</summary>
[GenerateSerializer, Immutable, Alias("sc.RevocationReceipt")]
public sealed record RevocationReceipt
{
    /// <summary>The session, when one was ended; unset for a subject.</summary>
    [Id(0)]
    public SessionId Id { get; init; }

    /// <summary>The subject, when all its sessions were ended; unset for a session.</summary>
    [Id(1)]
    public SubjectId Subject { get; init; }

    /// <summary>How many sessions this ended. Of a subject: those that were listed and not known to it to have ended; no session is asked.</summary>
    [Id(2)]
    public required int SessionsEnded { get; init; }

    /// <summary>When the decision was taken, rounded down to the second.</summary>
    [Id(3)]
    public required DateTimeOffset RevokedAt { get; init; }

    /// <summary>From when no silo accepts, rounded up to the second.</summary>
    [Id(4)]
    public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>Names this ending for ever; asking again gives the same.</summary>
    [Id(5)]
    public required EventId EventId { get; init; }
}
