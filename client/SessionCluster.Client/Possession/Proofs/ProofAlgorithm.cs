namespace SessionCluster.Client.Possession.Proofs;

/// <summary>The signature algorithms of proofs (RFC 7518 section 3.1): <see cref="Abstractions.Wire.Challenges.ProofAlgorithms"/> says the same words.</summary>
internal enum ProofAlgorithm
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>ECDSA on P-256 with SHA-256.</summary>
    ES256 = 1,

    /// <summary>RSASSA-PSS with SHA-256.</summary>
    PS256 = 2,

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256.</summary>
    RS256 = 3,
}
