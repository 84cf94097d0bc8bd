using SessionCluster.Abstractions.Identifiers;
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
    /// <summary>True when an earlier sending of the same logical call has spent its use (P-R6): everything is decided anew, and no use is spent. False by default.</summary>
    public bool UseIsSpent { get; init; }
}
