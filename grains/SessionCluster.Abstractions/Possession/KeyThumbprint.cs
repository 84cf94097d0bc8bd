using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SessionCluster.Abstractions.Possession;

/// <summary>The SHA-256 that names a key: of its JWK (<c>jkt</c>, RFC 7638) or of a certificate's DER (<c>x5t#S256</c>, RFC 8705 section 3.1). Public.</summary>
/// <remarks><c>default</c> means unset; it names no key.</remarks>
[GenerateSerializer, Immutable, Alias("sc.KeyThumbprint")]
public readonly record struct KeyThumbprint
{
    /// <summary>Length in bytes: 32.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    /// <summary>Length of the text form: 43 characters.</summary>
    public const int TextLength = 43;

    /// <summary>What is allowed, as a sentence for people.</summary>
    public const string Rule = "A key thumbprint is a SHA-256 in base64url without padding: 43 characters.";

    [Id(0)]
    private readonly ulong _part0;

    [Id(1)]
    private readonly ulong _part1;

    [Id(2)]
    private readonly ulong _part2;

    [Id(3)]
    private readonly ulong _part3;

    private KeyThumbprint(ReadOnlySpan<ulong> parts)
    {
        _part0 = parts[0];
        _part1 = parts[1];
        _part2 = parts[2];
        _part3 = parts[3];
    }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => (_part0 | _part1 | _part2 | _part3) == 0;

    /// <summary>Hashes what names the key: the canonical JWK, or the certificate's DER.</summary>
    public static KeyThumbprint Of(ReadOnlySpan<byte> canonical)
    {
        Span<ulong> parts = stackalloc ulong[4];
        SHA256.HashData(canonical, MemoryMarshal.AsBytes(parts));
        return new(parts);
    }

    /// <summary>Parses 43 characters of base64url without padding. The value that means unset is refused, and so is a text whose last bits say nothing and are not zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out KeyThumbprint result)
    {
        Span<ulong> parts = stackalloc ulong[4];
        result = text.Length == TextLength && Base64Url.DecodeFromChars(text, MemoryMarshal.AsBytes(parts), out _, out var written) == OperationStatus.Done && written == Size ? new(parts) : default;
        return !result.IsUnset && text.Equals(result.ToString(), StringComparison.Ordinal);
    }

    /// <summary>43 characters of base64url.</summary>
    public override string ToString()
    {
        ReadOnlySpan<ulong> parts = [_part0, _part1, _part2, _part3];
        return Base64Url.EncodeToString(MemoryMarshal.AsBytes(parts));
    }
}
