using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>Somebody shows to hold a session: its token, and what a validation would ask for beside it.</summary>
public sealed class HolderDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>How it was presented.</summary>
    public required TokenScheme Scheme { get; init; }

    /// <summary>What came along to show possession of the session's key. A proof is for a call to this cluster itself, of its own public URL; <see cref="PresentedPossession.None"/> by default.</summary>
    public PresentedPossession Possession { get; init; } = PresentedPossession.None;

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
