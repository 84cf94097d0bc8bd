using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Abstractions.Possession;

/// <summary>
/// The first 16 bytes of a SHA-256: what stands for a text that a holder chose, whatever its length (a proof id, a nonce, a member of a client context), so that nothing hostile is kept or compared as it came.
/// </summary>
/// <remarks><c>default</c> stands for no text at all.</remarks>
[GenerateSerializer, Immutable, Alias("sc.Digest128")]
public readonly record struct Digest128
{
    /// <summary>Length in bytes: 16.</summary>
    public const int Size = 16;

    /// <summary>Length of the text form: 22 characters.</summary>
    public const int TextLength = 22;

    // Longer texts are rented for; most are proof ids and nonces of some dozens.
    private const int OnStack = 512;

    private Digest128(ulong high, ulong low)
    {
        High = high;
        Low = low;
    }

    /// <summary>The first 8 bytes, big-endian.</summary>
    [Id(0)]
    public ulong High { get; }

    /// <summary>The last 8 bytes, big-endian.</summary>
    [Id(1)]
    public ulong Low { get; }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => (High | Low) == 0;

    /// <summary>Of the UTF-8 of a text.</summary>
    public static Digest128 Of(ReadOnlySpan<char> text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> utf8 = size <= OnStack ? stackalloc byte[OnStack] : new byte[size];
        return Of(utf8[..Encoding.UTF8.GetBytes(text, utf8)]);
    }

    /// <summary>Of bytes.</summary>
    public static Digest128 Of(ReadOnlySpan<byte> bytes)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>Parses 22 characters of base64url without padding. The value that stands for nothing is refused, and so is a text whose last bits say nothing and are not zero.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Digest128 result)
    {
        Span<byte> bytes = stackalloc byte[Size];
        result = text.Length == TextLength && Base64Url.DecodeFromChars(text, bytes, out _, out var written) == OperationStatus.Done && written == Size ? Read(bytes) : default;
        return !result.IsUnset && text.Equals(result.ToString(), StringComparison.Ordinal);
    }

    /// <summary>22 characters of base64url.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, High);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], Low);
        return Base64Url.EncodeToString(bytes);
    }

    private static Digest128 Read(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]));
}
