using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Core.Renewal;

/// <summary>A step-up that a subject has decided: what its session is to become.</summary>
[GenerateSerializer, Immutable, Alias("sc.StepUpOrder")]
public sealed record StepUpOrder
{
    /// <summary>What it does.</summary>
    [Id(0)]
    public required StepUpEffect Effect { get; init; }

    /// <summary>The digest of the new secret.</summary>
    [Id(1)]
    public required SecretDigest NewSecretDigest { get; init; }

    /// <summary>The level of the new authentication.</summary>
    [Id(2)]
    public required AssuranceLevel Assurance { get; init; }

    /// <summary>Its methods.</summary>
    [Id(3)]
    public required ImmutableArray<string> Methods { get; init; }

    /// <summary>When the subject authenticated.</summary>
    [Id(4)]
    public required DateTimeOffset AuthenticatedAt { get; init; }

    /// <summary>The session's own lock that was decided about; <see langword="null"/> when it had none.</summary>
    [Id(5)]
    public SessionLock? Lock { get; init; }
}
