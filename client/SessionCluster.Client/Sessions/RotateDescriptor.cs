using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>A session's holder asks for a successor of its token (P-T1).</summary>
public sealed class RotateDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>How it was presented.</summary>
    public required TokenScheme Scheme { get; init; }

    /// <summary>What came along to show possession of the session's key. A proof is for <c>POST</c> of the cluster's own public URL and <see cref="Abstractions.Wire.ClusterPaths.Rotate"/>, and the silo verifies it; <see cref="PresentedPossession.None"/> by default.</summary>
    public PresentedPossession Possession { get; init; } = PresentedPossession.None;

    /// <summary>Names the rotation of a bearer session, 128 random bits that the holder repeats on its own retries (P-T4); unset (default) for a bound session, which has one successor.</summary>
    public RotationId RotationId { get; init; }

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
