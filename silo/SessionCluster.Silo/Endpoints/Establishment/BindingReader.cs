using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Possession;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Establishment;

/// <summary>Reads <c>cnf</c>, <c>cnf_proof</c> and <c>key_storage</c>.</summary>
internal struct BindingReader
{
    /// <summary>The key; <see langword="null"/> when the proof names it, or none is bound.</summary>
    public Confirmation? Confirmation { get; private set; }

    /// <summary>The proof by that key, if there is one.</summary>
    public DpopHeader? Proof { get; private set; }

    /// <summary>Where the key lives.</summary>
    public KeyStorage Storage { get; private set; }

    /// <summary>Reads the current member if it is one of them.</summary>
    public bool TryRead(ref StrictJson json, string name)
    {
        switch (name)
        {
            case ClaimNames.Confirmation:
                Confirmation = ReadConfirmation(ref json);
                return true;
            case ClaimNames.ConfirmationProof:
                Proof = ReadProof(ref json);
                return true;
            case ClaimNames.KeyStorage:
                json.Require(KeyStorageWords.TryParse(json.Text(), out var storage));
                Storage = storage;
                return true;
            default:
                return false;
        }
    }

    /// <summary>Refuses what does not belong together.</summary>
    public readonly void Check(ref StrictJson json)
    {
        if (Proof is not null && Confirmation?.Method == ConfirmationMethod.Certificate)
        {
            json.RejectWhole($"Member '{ClaimNames.ConfirmationProof}' proves a key by DPoP, and '{ClaimNames.Confirmation}' names a certificate: send one of them.");
        }
        else if (Storage != KeyStorage.Unknown && Confirmation is null && Proof is null)
        {
            json.RejectWhole($"Member '{ClaimNames.KeyStorage}' says where a key lives: send '{ClaimNames.Confirmation}' or '{ClaimNames.ConfirmationProof}' too, or leave it out.");
        }
    }

    private static Confirmation? ReadConfirmation(ref StrictJson json)
    {
        KeyThumbprint key = default, certificate = default;
        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.KeyThumbprint:
                    json.Require(KeyThumbprint.TryParse(json.Text(), out key));
                    break;
                case ClaimNames.CertificateThumbprint:
                    json.Require(KeyThumbprint.TryParse(json.Text(), out certificate));
                    break;
                default:
                    throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        if (key.IsUnset == certificate.IsUnset)
        {
            json.RejectWhole($"Member '{ClaimNames.Confirmation}' must have '{ClaimNames.KeyThumbprint}' or '{ClaimNames.CertificateThumbprint}', one of them.");
            return null;
        }

        return key.IsUnset ? new(ConfirmationMethod.Certificate, certificate) : new(ConfirmationMethod.Jkt, key);
    }

    private static DpopHeader? ReadProof(ref StrictJson json)
    {
        ProofReader proof = default;
        var members = json.Object();
        while (json.TryNext(ref members, out var name))
        {
            if (!proof.TryRead(ref json, name))
            {
                throw new InvalidOperationException($"Nobody reads member '{name}'.");
            }
        }

        return proof.ToHeader();
    }
}
