using System.Text.Json;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Client.Http;

/// <summary>Reads what answers say of keys and nonces.</summary>
internal static class PossessionReader
{
    /// <summary>The confirmation; absent is none. With two members, or one that is no thumbprint, it is not what the contract says.</summary>
    public static bool TryConfirmation(JsonElement json, out Confirmation? confirmation)
    {
        confirmation = null;
        if (!json.TryGetProperty(ClaimNames.Confirmation, out var member))
        {
            return true;
        }

        if (member.ValueKind != JsonValueKind.Object || !TryThumbprint(member, ClaimNames.KeyThumbprint, out var key) || !TryThumbprint(member, ClaimNames.CertificateThumbprint, out var certificate))
        {
            return false;
        }

        confirmation = key.IsUnset ? new(ConfirmationMethod.Certificate, certificate) : new(ConfirmationMethod.Jkt, key);
        return key.IsUnset != certificate.IsUnset;
    }

    /// <summary>Where the key lives; absent, or a word of a later version, says nothing.</summary>
    public static KeyStorage KeyStorage(JsonElement json) =>
        json.TryText(ClaimNames.KeyStorage, out var word) && KeyStorageWords.TryParse(word, out var storage) ? storage : default;

    /// <summary>The nonce of an answer; absent is <see langword="null"/>.</summary>
    public static string? Nonce(JsonElement json) => json.TryText(ClaimNames.Nonce, out var nonce) && nonce.Length > 0 ? nonce : null;

    /// <summary>A refusal, with the nonce that some come with.</summary>
    public static SessionVerdict Refuse(SessionRefusal refusal, string? nonce) =>
        refusal is SessionRefusal.NonceRequired or SessionRefusal.ProofStale && nonce is not null ? SessionVerdict.Challenge(refusal, nonce) : SessionVerdict.Refuse(refusal);

    private static bool TryThumbprint(JsonElement json, string name, out KeyThumbprint thumbprint)
    {
        thumbprint = default;
        return !json.TryGetProperty(name, out _) || (json.TryText(name, out var text) && KeyThumbprint.TryParse(text, out thumbprint));
    }
}
