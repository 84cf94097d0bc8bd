using SessionCluster.Core.Classes;

namespace SessionCluster.Core.Possession;

/// <summary>What a bound session asks of whoever presents it: its class's policy at establishment, and the key.</summary>
[GenerateSerializer, Immutable, Alias("sc.PossessionTerms")]
public sealed record PossessionTerms
{
    /// <summary>Who verifies its proofs.</summary>
    [Id(0)]
    public ProofVerification Verification { get; init; } = ProofVerification.Edge;

    /// <summary>How old a proof may be: 60 s by default.</summary>
    [Id(1)]
    public TimeSpan ProofLifetime { get; init; } = DefaultProofLifetime;

    /// <summary>Most proofs remembered at once.</summary>
    [Id(2)]
    public int ReplayEntries { get; init; }

    /// <summary>Every proof must carry a nonce, whatever the activation remembers.</summary>
    [Id(3)]
    public bool NonceAlways { get; init; }

    /// <summary>Somebody proved to have the key at establishment; otherwise the establishing client answered for it.</summary>
    [Id(4)]
    public bool IsProven { get; init; }

    /// <summary>The terms of a session of that class, from its establishment on.</summary>
    public static PossessionTerms Of(SessionClass sessionClass, bool isProven)
    {
        ArgumentNullException.ThrowIfNull(sessionClass);
        return new()
        {
            Verification = sessionClass.VerifyProof,
            ProofLifetime = sessionClass.ProofLifetime,
            ReplayEntries = sessionClass.ReplayEntries,
            NonceAlways = sessionClass.NonceAlways,
            IsProven = isProven,
        };
    }

    /// <summary>60 s.</summary>
    public static readonly TimeSpan DefaultProofLifetime = TimeSpan.FromSeconds(60);

    /// <summary>How far a proof's <c>iat</c> may be ahead of the deciding clock, inclusive: 10 s.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(10);
}
