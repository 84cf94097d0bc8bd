using System.Formats.Asn1;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Possession;

/// <summary>
/// Reads the client certificate that a proxy forwards, in one of the forms they write: <c>:base64:</c> of the DER (RFC 9440, <c>Client-Cert</c>), its base64 alone, or a PEM that is percent-encoded (nginx, Envoy, load balancers
/// of clouds). Only ever ask it about a header that a <see cref="TrustedProxies"/> wrote: everybody else can write one, too.
/// </summary>
internal static class ForwardedCertificate
{
    /// <summary>Largest value, in characters: 16,384. A certificate has some 2,000.</summary>
    public const int MaxLength = 16_384;

    private const string PemLabel = "CERTIFICATE";

    /// <summary>Reads the values of all headers of that name.</summary>
    /// <param name="headers">The values as they were received.</param>
    /// <param name="certificate">Names the certificate; unset when there is none.</param>
    /// <returns>False when there is one that can't be read, or several. Neither its dates nor its issuer count: that is the proxy's to decide (RFC 8705 section 6.2).</returns>
    public static bool TryRead(IReadOnlyList<string?> headers, out KeyThumbprint certificate)
    {
        certificate = default;
        return headers.Count switch
        {
            0 => true,
            1 => TryRead(headers[0], out certificate),
            _ => false,
        };
    }

    private static bool TryRead(ReadOnlySpan<char> header, out KeyThumbprint certificate)
    {
        certificate = default;
        var text = header.Trim(' ');
        if (text.Length is 0 or > MaxLength)
        {
            // A proxy without a certificate to tell of writes an empty header, or none.
            return text.IsEmpty;
        }

        if (text[0] == ':')
        {
            return text.Length > 2 && text[^1] == ':' && TryHash(text[1..^1], out certificate);
        }

        var unescaped = text.Contains('%') ? Uri.UnescapeDataString(text) : text;
        return PemEncoding.TryFind(unescaped, out var pem) ? IsAlone(unescaped, pem) && TryHash(unescaped[pem.Base64Data], out certificate) : TryHash(unescaped, out certificate);
    }

    // A chain, or a key, or a word beside it: which of them would count is a matter of taste.
    private static bool IsAlone(ReadOnlySpan<char> text, PemFields pem) =>
        text[pem.Label].Equals(PemLabel, StringComparison.Ordinal) && text[..pem.Location.Start.Value].IsWhiteSpace() && text[pem.Location.End.Value..].IsWhiteSpace();

    private static bool TryHash(ReadOnlySpan<char> base64, out KeyThumbprint certificate)
    {
        certificate = default;
        var der = new byte[base64.Length];
        if (!Convert.TryFromBase64Chars(base64, der, out var length)
            || !AsnDecoder.TryReadEncodedValue(der.AsSpan(0, length), AsnEncodingRules.DER, out var tag, out _, out _, out var read)
            || tag != Asn1Tag.Sequence
            || read != length)
        {
            return false;
        }

        certificate = KeyThumbprint.Of(der.AsSpan(0, length));
        return true;
    }
}
