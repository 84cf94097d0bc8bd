namespace SessionCluster.Abstractions.Possession;

/// <summary>Which check of RFC 9449 section 4.3 a proof failed; for logs and for whoever builds a client. On the wire each is <c>proof_invalid</c>.</summary>
public enum ProofProblem
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Larger than <see cref="PresentedProof"/> allows: refused before anything is parsed.</summary>
    TooLarge = 1,

    /// <summary>Not three base64url parts with JSON objects, or with duplicate members, wrong types or absurd values (checks 2 and 3).</summary>
    Malformed = 2,

    /// <summary>A required member is missing (check 3).</summary>
    MissingMember = 3,

    /// <summary><c>typ</c> is not <c>dpop+jwt</c> (check 4).</summary>
    Type = 4,

    /// <summary><c>alg</c> is not an asymmetric algorithm of the allow-list, or not one for the key (check 5).</summary>
    Algorithm = 5,

    /// <summary><c>jwk</c> is no public key that we take: another curve, a point off it, a modulus too short or too long.</summary>
    Key = 6,

    /// <summary><c>jwk</c> contains a private key (check 7).</summary>
    PrivateKey = 7,

    /// <summary>The signature is not this key's (check 6).</summary>
    Signature = 8,

    /// <summary><c>htm</c> is another method (check 8).</summary>
    Method = 9,

    /// <summary><c>htu</c> is another URI (check 9).</summary>
    Uri = 10,

    /// <summary><c>ath</c> is missing, or of another token (check 12).</summary>
    TokenHash = 11,

    /// <summary>The header names extensions that must be understood (<c>crit</c>, RFC 7515 section 4.1.11); none is.</summary>
    CriticalExtension = 12,
}
