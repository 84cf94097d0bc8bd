using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>The key of a subject's grain: the first 16 bytes of SHA-256 of the subject. The subject itself stands only in the grain's state, so keys and rows do not name people.</summary>
[GenerateSerializer, Immutable, Alias("sc.SubjectKey")]
public readonly record struct SubjectKey
{
    [Id(0)]
    private readonly ulong _high;

    [Id(1)]
    private readonly ulong _low;

    private SubjectKey(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>Computes the key of a subject. Of any subject: one that came in a message may be longer than a checked one.</summary>
    public static SubjectKey Of(SubjectId subject)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(subject.Value), hash);
        return new(BinaryPrimitives.ReadUInt64BigEndian(hash), BinaryPrimitives.ReadUInt64BigEndian(hash[8..]));
    }

    /// <summary>Parses 32 lower-case hexadecimal characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out SubjectKey key)
    {
        var good = Wire.Hex128.TryParse(text, out var high, out var low);
        key = good ? new(high, low) : default;
        return good;
    }

    /// <summary>The grain key: 32 lower-case hexadecimal characters.</summary>
    public override string ToString() => Wire.Hex128.Format(_high, _low);
}
