using SessionCluster.Abstractions.Callers;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Abstractions.Validation;

/// <summary>What the edge asks the session's grain about a token that is whole, ours and not past its id's deadline.</summary>
[GenerateSerializer, Immutable, Alias("sc.ValidateCall")]
public sealed class ValidateCall
{
    /// <summary>The digest of the presented secret.</summary>
    [Id(0)]
    public required SecretDigest SecretDigest { get; init; }

    /// <summary>The service that asks.</summary>
    [Id(1)]
    public required Audience Audience { get; init; }

    /// <summary>Whether this is activity; <see cref="SessionActivity.User"/> by default.</summary>
    [Id(2)]
    public SessionActivity Activity { get; init; } = SessionActivity.User;

    /// <summary>What the endpoint asks beyond being live.</summary>
    [Id(3)]
    public ValidationRequirements Requirements { get; init; } = ValidationRequirements.None;

    /// <summary>Reserved: the caller's ticket.</summary>
    [Id(4)]
    public CallerTicket? Ticket { get; init; }

    /// <summary>The logical call that this is a sending of (P-R6); unset (default) when it is never repeated.</summary>
    [Id(5)]
    public AttemptId Attempt { get; init; }

    /// <summary>
    /// The caller that the edge knows, an HTTP client by its credentials; unset (default) for a client of the gateway, which authenticates nobody: there the attempt, which nobody guesses, stands for it.
    /// It grants nothing: a repetition must name the same.
    /// </summary>
    [Id(6)]
    public ClientId Caller { get; init; }

    /// <summary>How the token was presented; <see cref="TokenScheme.Bearer"/> by default.</summary>
    [Id(7)]
    public TokenScheme Scheme { get; init; } = TokenScheme.Bearer;

    /// <summary>What shows that the holder has the session's key; <see langword="null"/> for a token that came alone.</summary>
    [Id(8)]
    public PossessionEvidence? Possession { get; init; }

    /// <summary>What the client declares of itself; <see langword="null"/> when nothing.</summary>
    [Id(9)]
    public ClientContext? Context { get; init; }
}
