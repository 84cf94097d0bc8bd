using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Possession;

/// <summary>How far a proof's <c>iat</c> is from the deciding clock (RFC 9449 section 4.3, check 11). Both bounds are inclusive (D15).</summary>
internal static class ProofAge
{
    // Year 9999, the end of the clock.
    private const long LastSecond = 253_402_300_799;

    /// <summary>Its <c>iat</c>. A message is deserialized without the checks of its type: what no clock shows counts as the end of the clock.</summary>
    public static DateTimeOffset IssuedAt(VerifiedProof proof) => DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(proof.IssuedAtSeconds, 0, LastSecond));

    /// <summary>True when it is no older than the lifetime and no further ahead than the skew.</summary>
    public static bool IsNear(VerifiedProof proof, TimeSpan lifetime, DateTimeOffset now)
    {
        var issuedAt = IssuedAt(proof);
        return now - issuedAt <= lifetime && issuedAt - now <= PossessionTerms.Skew;
    }
}
