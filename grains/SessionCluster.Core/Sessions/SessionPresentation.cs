using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;

namespace SessionCluster.Core.Sessions;

/// <summary>What is presented, and the keys under which tokens are still taken.</summary>
/// <param name="SecretDigest">The digest of the presented secret.</param>
/// <param name="Audience">The service that asks.</param>
/// <param name="Activity">Whether this is activity.</param>
/// <param name="Requirements">What the endpoint asks beyond being live.</param>
/// <param name="EdgeKeyIds">The ids in the silo's edge ring, a bit each.</param>
public readonly record struct SessionPresentation(
    SecretDigest SecretDigest,
    Audience Audience,
    SessionActivity Activity,
    ValidationRequirements Requirements,
    uint EdgeKeyIds)
{
    /// <summary>True when an earlier sending of the same logical call was accepted (P-R6): everything is decided anew, but its proof is no replay and no use is spent. False by default.</summary>
    public bool IsRepetition { get; init; }

    /// <summary>How the token was presented; <see cref="TokenScheme.Bearer"/> unless set.</summary>
    public TokenScheme Scheme { get; init; }

    /// <summary>The proof that came along and holds; <see langword="null"/> for none.</summary>
    public VerifiedProof? Proof { get; init; }

    /// <summary>The certificate of the connection; unset for none.</summary>
    public KeyThumbprint Certificate { get; init; }

    /// <summary>What the client declares of itself; <see langword="null"/> for nothing.</summary>
    public ClientContext? Context { get; init; }
}
