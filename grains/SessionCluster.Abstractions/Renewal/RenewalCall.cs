using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Renewal;

/// <summary>
/// What the edge asks the subject's grain when its subject has authenticated again within a session: step up (same session, new secret), or re-authenticate (a successor session, and this one ends).
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.RenewalCall")]
public sealed record RenewalCall
{
    /// <summary>Who authenticated; must be the session's subject.</summary>
    [Id(0)]
    public required SubjectId Subject { get; init; }

    /// <summary>The session that is presented.</summary>
    [Id(1)]
    public required HeldSession Held { get; init; }

    /// <summary>The new authentication event.</summary>
    [Id(2)]
    public required AuthenticationEvent Authentication { get; init; }

    /// <summary>The digest of the new secret, which the edge drew.</summary>
    [Id(3)]
    public required SecretDigest NewSecretDigest { get; init; }

    /// <summary>The edge key under which a successor session's tag will be made; a session that is stepped up keeps its own.</summary>
    [Id(4)]
    public required byte EdgeKeyId { get; init; }

    /// <summary>The caller.</summary>
    [Id(5)]
    public required ClientId Caller { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(6)]
    public CallerTicket? Ticket { get; init; }
}
