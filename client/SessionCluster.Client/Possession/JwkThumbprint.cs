using System.Buffers;
using System.Text;
using System.Text.Json;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Keys;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession;

/// <summary>The thumbprint that names a key (<c>jkt</c>, RFC 9449 section 6.1): SHA-256 of the JWK's required members (RFC 7638). Members beside those, a private key's too, do not count.</summary>
public static class JwkThumbprint
{
    /// <summary>Largest JWK, in characters: 8,192.</summary>
    public const int MaxLength = PresentedProof.MaxLength;

    /// <summary>Of a JWK of type <c>EC</c>, <c>RSA</c> or <c>OKP</c>.</summary>
    /// <param name="jwk">A JSON object, whatever it is.</param>
    /// <param name="thumbprint">Its thumbprint.</param>
    /// <returns>False when it is none of these.</returns>
    public static bool TryCompute(string? jwk, out KeyThumbprint thumbprint)
    {
        thumbprint = default;
        if (jwk is null || jwk.Length > MaxLength)
        {
            return false;
        }

        var utf8 = new byte[Encoding.UTF8.GetMaxByteCount(jwk.Length)];
        if (System.Text.Unicode.Utf8.FromUtf16(jwk, utf8, out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            return false;
        }

        var json = utf8.AsSpan(0, written);
        var reader = new Utf8JsonReader(json, JsonTexts.Options);
        var texts = new JsonTexts(new byte[written]);
        try
        {
            var key = default(PublicJwk);
            return key.TryRead(ref reader, json, ref texts) && !reader.Read() && key.TryThumbprint(out thumbprint);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
