using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Possession;

/// <summary>What a request shows, beside the token, of having the session's key.</summary>
public sealed record PresentedPossession
{
    /// <summary>Nothing: the token came alone.</summary>
    public static PresentedPossession None { get; } = new();

    /// <summary>The proof of the <c>DPoP</c> header, for scheme DPoP; <see langword="null"/> when there was none.</summary>
    public DpopHeader? Proof { get; init; }

    /// <summary>The client certificate of the connection (RFC 8705); unset when there was none.</summary>
    public KeyThumbprint Certificate { get; init; }
}
