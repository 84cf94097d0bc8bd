namespace SessionCluster.Client.Possession.Proofs;

/// <summary>What a proof says (RFC 9449 section 4.2).</summary>
internal sealed record ProofContent
{
    public required string Id { get; init; }

    public required string Method { get; init; }

    public required string Uri { get; init; }

    public required long IssuedAtSeconds { get; init; }

    public string? TokenHash { get; init; }

    public string? Nonce { get; init; }
}
