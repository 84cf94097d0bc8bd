using System.Security.Cryptography;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Sessions;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Sessions;

namespace SessionCluster.LoadTests.Possession;

/// <summary>Who holds a session, as a client does: a proof for each request where there is a key, with the nonce that was sent last. Remembers some proofs, for whoever replays them.</summary>
internal sealed class SessionHolder(LoadOptions options)
{
    private const string Method = "GET";
    private const string Uri = "https://api.example/orders";

    private readonly ProofKey? _key = options.Possession == PossessionKind.Dpop ? ProofKey.CreateEcdsa() : null;
    private readonly KeyThumbprint _certificate = options.Possession == PossessionKind.Mtls ? KeyThumbprint.Of(RandomNumberGenerator.GetBytes(KeyThumbprint.Size)) : default;
    private readonly ProofShelf _shelf = new();
    private volatile string? _nonce;

    /// <summary>Proofs that can be replayed.</summary>
    public ProofShelf Shelf => _shelf;

    /// <summary>Binds an establishment: proven where there is a key, asserted where there is a certificate.</summary>
    public EstablishDescriptor Bind(EstablishDescriptor descriptor) => options.Possession switch
    {
        PossessionKind.Dpop => descriptor with { ConfirmationProof = Header(Method, Uri, null) },
        PossessionKind.Mtls => descriptor with { Confirmation = new(ConfirmationMethod.Certificate, _certificate) },
        _ => descriptor,
    };

    /// <summary>Makes a proof for a request with a token; <see langword="null"/> without a key.</summary>
    public ShownProof? Prove(HeldToken token) => _key is null ? null : _shelf.Send(new(Header(Method, Uri, token.Text), token));

    /// <summary>Makes a proof that nobody captures: replayed after its token's grace, one that was never accepted would be evidence against the session.</summary>
    public ShownProof? ProveUnseen(HeldToken token) => _key is null ? null : new(Header(Method, Uri, token.Text), token);

    /// <summary>What comes along with a token for a request to the cluster itself.</summary>
    /// <param name="path">The request's path: one of <see cref="ClusterPaths"/>.</param>
    /// <param name="token">The token.</param>
    public PresentedPossession ShowTo(string path, HeldToken token) => new() { Proof = _key is null ? null : Header("POST", options.ClusterUri(path), token.Text), Certificate = _certificate };

    /// <summary>How a token is presented.</summary>
    public TokenScheme Scheme => _key is null ? TokenScheme.Bearer : TokenScheme.DPoP;

    /// <summary>Whether there is anything to show along with it.</summary>
    public bool IsBearer => options.Possession == PossessionKind.Bearer;

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

    private DpopHeader Header(string method, string uri, string? token) => new(_key!.CreateProof(method, uri, token, token is null ? null : _nonce), method, uri);
}
