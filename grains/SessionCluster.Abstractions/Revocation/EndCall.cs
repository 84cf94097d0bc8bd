using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Revocation;

/// <summary>What the edge asks the session's grain for its holder: end this session. No client speaks for the holder; token and possession do.</summary>
[GenerateSerializer, Immutable, Alias("sc.EndCall")]
public sealed class EndCall
{
    /// <summary>The digest of the presented secret.</summary>
    [Id(0)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>How the token was presented.</summary>
    [Id(1)]
    public required TokenScheme Scheme { get; init; }

    /// <summary>What shows that the holder has the session's key; <see langword="null"/> for a token that came alone.</summary>
    [Id(2)]
    public PossessionEvidence? Possession { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(3)]
    public CallerTicket? Ticket { get; init; }
}
