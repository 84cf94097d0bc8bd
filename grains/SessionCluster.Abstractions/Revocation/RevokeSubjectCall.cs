using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Renewal;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>What the edge asks the subject's grain: end every session admitted before now.</summary>
[GenerateSerializer, Immutable, Alias("sc.RevokeSubjectCall")]
public sealed record RevokeSubjectCall
{
    /// <summary>The subject; its key is the grain's key.</summary>
    [Id(0)]
    public required SubjectId Subject { get; init; }

    /// <summary>Why, and on whose word.</summary>
    [Id(1)]
    public required RevocationOrder Order { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(2)]
    public CallerTicket? Ticket { get; init; }

    /// <summary>The one session that goes on (P-S4), shown by its holder; <see langword="null"/> for none. One that is not held revokes nothing.</summary>
    [Id(3)]
    public HeldSession? Keep { get; init; }
}
