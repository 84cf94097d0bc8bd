using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;

namespace SessionCluster.Client.Sessions;

/// <summary>A presented token and what an API service asks of it.</summary>
public sealed class ValidateDescriptor
{
    /// <summary>The text that was presented as a token, whatever it is. Never logged.</summary>
    public required string Token { get; init; }

    /// <summary>How it was presented; <see cref="TokenScheme.Bearer"/> by default.</summary>
    public TokenScheme Scheme { get; init; } = TokenScheme.Bearer;

    /// <summary>The service that asks.</summary>
    public required Audience Audience { get; init; }

    /// <summary>Whether this is activity of the subject; <see cref="SessionActivity.User"/> by default.</summary>
    public SessionActivity Activity { get; init; } = SessionActivity.User;

    /// <summary>What the endpoint asks beyond being live.</summary>
    public ValidationRequirements Requirements { get; init; } = ValidationRequirements.None;

    /// <summary>What came along to show possession of the session's key; <see cref="PresentedPossession.None"/> by default.</summary>
    public PresentedPossession Possession { get; init; } = PresentedPossession.None;

    /// <summary>What the client declares of itself; <see langword="null"/> (default) for nothing, which a session that was established with a context refuses.</summary>
    public ClientContext? Context { get; init; }

    /// <summary>The logical call that this is a sending of, by an HTTP caller that repeats it itself; unset, the client makes its own and repeats (P-R6).</summary>
    internal AttemptId Attempt { get; init; }

    /// <summary>The HTTP caller; unset elsewhere.</summary>
    internal ClientId Caller { get; init; }

    /// <summary>Never the token.</summary>
    public override string ToString() => "(presented token)";
}
