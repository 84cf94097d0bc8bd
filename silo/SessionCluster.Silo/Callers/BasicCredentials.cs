using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Silo.Callers;

/// <summary>
/// Reads HTTP Basic credentials whose id and secret are form-encoded first (RFC 6749 section 2.3.1, RFC 7617). Allocates nothing and keeps nothing: of the secret only its SHA-256 leaves.
/// </summary>
internal static class BasicCredentials
{
    /// <summary>Longest id and secret together, encoded, in bytes: 1,024.</summary>
    public const int MaxBytes = 1024;

    private const string Scheme = "Basic ";

    /// <summary>Reads an <c>Authorization</c> value.</summary>
    /// <param name="header">The value.</param>
    /// <param name="id">Receives the client id; at least <see cref="MaxBytes"/> long.</param>
    /// <param name="idLength">Length of the client id.</param>
    /// <param name="secretDigest">Receives the SHA-256 of the secret.</param>
    public static bool TryRead(ReadOnlySpan<char> header, Span<char> id, out int idLength, Span<byte> secretDigest)
    {
        idLength = 0;
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        // RFC 9110 section 11.4: one or more spaces before the token68.
        var encoded = header[Scheme.Length..].TrimStart(' ');
        Span<byte> bytes = stackalloc byte[MaxBytes];
        if (!Convert.TryFromBase64Chars(encoded, bytes, out var length))
        {
            return false;
        }

        var good = TrySplit(bytes[..length], id, out idLength, secretDigest);
        CryptographicOperations.ZeroMemory(bytes[..length]);
        return good;
    }

    private static bool TrySplit(Span<byte> credentials, Span<char> id, out int idLength, Span<byte> secretDigest)
    {
        idLength = 0;
        var colon = credentials.IndexOf((byte)':');
        if (colon < 0 || !TryFormDecode(credentials[..colon], out var idBytes) || !TryFormDecode(credentials[(colon + 1)..], out var secret))
        {
            return false;
        }

        SHA256.HashData(secret, secretDigest);
        return Ascii.ToUtf16(idBytes, id, out idLength) == OperationStatus.Done;
    }

    /// <summary>Decodes <c>application/x-www-form-urlencoded</c> in place: <c>+</c> is a space, <c>%HH</c> a byte.</summary>
    private static bool TryFormDecode(Span<byte> text, out Span<byte> decoded)
    {
        var write = 0;
        for (var read = 0; read < text.Length; read++)
        {
            var value = text[read];
            if (value == '%')
            {
                if (read + 2 >= text.Length || Convert.FromHexString(text.Slice(read + 1, 2), text[write..], out _, out _) != OperationStatus.Done)
                {
                    decoded = default;
                    return false;
                }

                read += 2;
                write++;
                continue;
            }

            text[write++] = value == '+' ? (byte)' ' : value;
        }

        decoded = text[..write];
        return true;
    }
}
