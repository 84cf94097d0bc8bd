using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>A session's holder ends it: the token, and what a validation would ask for beside it.</summary>
public sealed class EndDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>How it was presented.</summary>
    public required TokenScheme Scheme { get; init; }

    /// <summary>What came along to show possession of the session's key; <see cref="PresentedPossession.None"/> by default.</summary>
    public PresentedPossession Possession { get; init; } = PresentedPossession.None;

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
