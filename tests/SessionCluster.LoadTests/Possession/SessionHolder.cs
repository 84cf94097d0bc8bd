using System.Security.Cryptography;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;

namespace SessionCluster.LoadTests.Possession;

/// <summary>Who holds a session, as a client does: a proof for each request where there is a key, with the nonce that was sent last. Remembers some proofs, for whoever replays them.</summary>
internal sealed class SessionHolder(PossessionKind kind)
{
    private const string Method = "GET";
    private const string Uri = "https://api.example/orders";

    private readonly ProofKey? _key = kind == PossessionKind.Dpop ? ProofKey.CreateEcdsa() : null;
    private readonly KeyThumbprint _certificate = kind == PossessionKind.Mtls ? KeyThumbprint.Of(RandomNumberGenerator.GetBytes(KeyThumbprint.Size)) : default;
    private readonly ProofShelf _shelf = new();
    private volatile string? _nonce;

    /// <summary>Proofs that can be replayed.</summary>
    public ProofShelf Shelf => _shelf;

    /// <summary>Binds an establishment: proven where there is a key, asserted where there is a certificate.</summary>
    public EstablishDescriptor Bind(EstablishDescriptor descriptor) => kind switch
    {
        PossessionKind.Dpop => descriptor with { ConfirmationProof = Header(null) },
        PossessionKind.Mtls => descriptor with { Confirmation = new(ConfirmationMethod.Certificate, _certificate) },
        _ => descriptor,
    };

    /// <summary>Makes a proof for a request with a token; <see langword="null"/> without a key.</summary>
    public ShownProof? Prove(string token) => _key is null ? null : _shelf.Send(new(Header(token)));

    /// <summary>What comes along with the token.</summary>
    public PresentedPossession Present(ShownProof? proof) => new() { Proof = proof?.Header, Certificate = _certificate };

    /// <summary>Takes the nonce of an answer.</summary>
    /// <returns>True when the answer is a challenge: a standard client asks again with that nonce.</returns>
    public bool IsChallengedBy(SessionVerdict verdict)
    {
        if (verdict.Nonce is null || _key is null)
        {
            return false;
        }

        _nonce = verdict.Nonce;
        return verdict.Outcome == VerdictOutcome.Refused;
    }

    private DpopHeader Header(string? token) => new(_key!.CreateProof(Method, Uri, token, token is null ? null : _nonce), Method, Uri);
}
