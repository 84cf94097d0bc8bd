using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>Reads <c>proof</c>, <c>method</c> and <c>uri</c>, which stand side by side.</summary>
internal struct ProofReader
{
    private string? _proof;
    private string? _method;
    private string? _uri;

    /// <summary>True when any of them was there.</summary>
    public readonly bool SawAny => (_proof ?? _method ?? _uri) is not null;

    /// <summary>True when there was a proof and not all that it needs.</summary>
    public readonly bool IsTorn => _proof is not null && (_method is null || _uri is null);

    /// <summary>Reads the current member if it is one of them.</summary>
    public bool TryRead(ref StrictJson json, string name)
    {
        switch (name)
        {
            case ClaimNames.Proof:
                _proof = json.PresentedText(PresentedProof.MaxLength);
                return true;
            case ClaimNames.Method:
                _method = json.PresentedText(PresentedProof.MaxMethodLength);
                return true;
            case ClaimNames.Uri:
                _uri = json.PresentedText(PresentedProof.MaxUriLength);
                return true;
            default:
                return false;
        }
    }

    /// <summary>The proof and its request; <see langword="null"/> when there was no proof.</summary>
    public readonly DpopHeader? ToHeader() => _proof is { } proof && _method is { } method && _uri is { } uri ? new(proof, method, uri) : null;
}
