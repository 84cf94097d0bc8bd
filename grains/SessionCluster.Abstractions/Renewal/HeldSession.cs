using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Renewal;

/// <summary>A session that somebody shows to hold: token and possession. A proof is for the request to this cluster's own public URL, and the silo verifies it.</summary>
[GenerateSerializer, Immutable, Alias("sc.HeldSession")]
public sealed record HeldSession
{
    /// <summary>The session, as its token names it.</summary>
    [Id(0)]
    public required SessionId Id { get; init; }

    /// <summary>The digest of the presented secret.</summary>
    [Id(1)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>How the token was presented.</summary>
    [Id(2)]
    public required TokenScheme Scheme { get; init; }

    /// <summary>What shows that the holder has the session's key; <see langword="null"/> for a token that came alone.</summary>
    [Id(3)]
    public PossessionEvidence? Possession { get; init; }
}
