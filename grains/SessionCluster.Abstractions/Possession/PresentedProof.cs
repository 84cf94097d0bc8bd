using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Abstractions.Possession;

/// <summary>A DPoP proof as it was received, and the request that it must be for. It travels so that a class which says so has it verified in the silo, where no API service can assert it.</summary>
[GenerateSerializer, Immutable, Alias("sc.PresentedProof")]
public sealed class PresentedProof
{
    /// <summary>Largest proof, in characters: 8,192.</summary>
    public const int MaxLength = 8192;

    /// <summary>Largest method, in characters: 32.</summary>
    public const int MaxMethodLength = 32;

    /// <summary>Largest URI, in characters: 4,096.</summary>
    public const int MaxUriLength = 4096;

    /// <summary>The content of the one <c>DPoP</c> header. Never logged.</summary>
    [Id(0)]
    public required string Text { get; init; }

    /// <summary>The request's method, as it was sent.</summary>
    [Id(1)]
    public required string Method { get; init; }

    /// <summary>The request's absolute URI, as the client sees it; query and fragment do not count.</summary>
    [Id(2)]
    public required string Uri { get; init; }

    /// <summary>SHA-256 of the token's ASCII, which <c>ath</c> must be; unset where no token is presented (a confirmation that is proven at establishment).</summary>
    [Id(3)]
    public SecretDigest TokenHash { get; init; }

    /// <summary>The method only.</summary>
    public override string ToString() => $"(proof for {Method})";
}
