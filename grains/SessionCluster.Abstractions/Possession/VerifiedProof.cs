namespace SessionCluster.Abstractions.Possession;

/// <summary>
/// What a DPoP proof says once everything was verified that needs no state: form, algorithm, signature, method, URI, token hash (RFC 9449 section 4.3, checks 1 to 9 and 12).
/// Whether the key is the session's, the nonce live, the instant near and the id new is the grain's to decide.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.VerifiedProof")]
public sealed class VerifiedProof
{
    /// <summary>The key that signed it.</summary>
    [Id(0)]
    public required KeyThumbprint Key { get; init; }

    /// <summary>Stands for its <c>jti</c>; set.</summary>
    [Id(1)]
    public required Digest128 Id { get; init; }

    /// <summary>Its <c>iat</c> in Unix seconds, 0 to 253,402,300,799, fractions cut off.</summary>
    [Id(2)]
    public required long IssuedAtSeconds { get; init; }

    /// <summary>Stands for its <c>nonce</c>; unset when it carries none.</summary>
    [Id(3)]
    public Digest128 Nonce { get; init; }

    /// <summary>Stands for the proof as it was sent: a repetition of one logical call presents the same (P-R6).</summary>
    [Id(4)]
    public required Digest128 Text { get; init; }
}
