using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>A login service says that the subject of a session has authenticated again: to step the session up, or to have a successor take over.</summary>
public sealed class RenewalDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>How it was presented.</summary>
    public required TokenScheme Scheme { get; init; }

    /// <summary>What came along to show possession of the session's key. A proof is for <c>POST</c> of the cluster's own public URL and the call's path (<see cref="Abstractions.Wire.ClusterPaths"/>), and the silo verifies it; <see cref="PresentedPossession.None"/> by default.</summary>
    public PresentedPossession Possession { get; init; } = PresentedPossession.None;

    /// <summary>Who authenticated; must be the session's subject.</summary>
    public required SubjectId Subject { get; init; }

    /// <summary>The new authentication event.</summary>
    public required AuthenticationEvent Authentication { get; init; }

    /// <summary>The caller that asks.</summary>
    public required ClientId Caller { get; init; }

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
