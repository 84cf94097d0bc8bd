using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads a session that somebody presents through the caller: <c>token</c>, <c>scheme</c>, and possession. The request that its proof is for is one of this cluster's own, so no member says it.</summary>
internal struct PresentedReader
{
    private string? _proof;
    private KeyThumbprint _certificate;

    /// <summary>The token.</summary>
    public string? Token { get; private set; }

    /// <summary>How it was presented.</summary>
    public TokenScheme Scheme { get; private set; }

    /// <summary>True when the caller says which certificate the holder's connection had.</summary>
    public readonly bool HasCertificate => !_certificate.IsUnset;

    /// <summary>Reads the current member if it is one of them.</summary>
    public bool TryRead(ref StrictJson json, string name)
    {
        switch (name)
        {
            case ClaimNames.Token:
                Token = json.TokenText();
                return true;
            case ClaimNames.Scheme:
                Scheme = SchemeReader.Read(ref json);
                return true;
            case ClaimNames.Proof:
                _proof = json.PresentedText(PresentedProof.MaxLength);
                return true;
            case ClaimNames.PresentedCertificate:
                json.Require(KeyThumbprint.TryParse(json.Text(), out _certificate));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Refuses what does not belong together.</summary>
    public readonly void Check(ref StrictJson json)
    {
        if (_proof is not null && Scheme == TokenScheme.Bearer)
        {
            json.RejectWhole($"Member '{ClaimNames.Proof}' belongs to scheme {SchemeWords.DPoP}: send the scheme that the token came with.");
        }
    }

    /// <summary>What came along with the token.</summary>
    /// <param name="method">The method of this call.</param>
    /// <param name="uri">The public URI of this call.</param>
    public readonly PresentedPossession ToPossession(string method, string uri) =>
        new() { Proof = _proof is { } proof ? new(proof, method, uri) : null, Certificate = _certificate };
}
