using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Abstractions.Rotation;

/// <summary>What the edge asks the session's grain: a successor of the presented secret (P-T1). It becomes current when it is first presented.</summary>
[GenerateSerializer, Immutable, Alias("sc.RotateCall")]
public sealed class RotateCall
{
    /// <summary>The digest of the presented secret: the current one, a pending one, or the former one inside its grace.</summary>
    [Id(0)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>How the token was presented.</summary>
    [Id(1)]
    public required TokenScheme Scheme { get; init; }

    /// <summary>What shows that the holder has the session's key. A proof is for <c>POST /sessions/rotate</c> of the cluster's own public URL, and the silo verifies it.</summary>
    [Id(2)]
    public PossessionEvidence? Possession { get; init; }

    /// <summary>Names the rotation of a bearer session (P-T4); unset for a bound one, which has one derivation.</summary>
    [Id(3)]
    public RotationId RotationId { get; init; }

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(4)]
    public CallerTicket? Ticket { get; init; }
}
