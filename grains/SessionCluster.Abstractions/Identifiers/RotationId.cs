using System.Buffers.Binary;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// Names one rotation as its holder means it (<c>rotation_id</c>, P-T4): 128 random bits, 32 lower-case hexadecimal characters, drawn by the holder and repeated on its own retries. Two holders of one bearer token draw two, and each gets a successor of its own.
/// </summary>
/// <remarks><c>default</c> means that the holder named none, as for a session that is bound to a key.</remarks>
[GenerateSerializer, Immutable, Alias("sc.RotationId")]
public readonly record struct RotationId
{
    /// <summary>Length in bytes: 16.</summary>
    public const int Size = 16;

    [Id(0)]
    private readonly ulong _high;

    [Id(1)]
    private readonly ulong _low;

    private RotationId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => (_high | _low) == 0;

    /// <summary>Reads 16 random bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public static RotationId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : throw new ArgumentException($"A rotation id has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Parses 32 lower-case hexadecimal characters. All zeros are refused: they are what is unset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out RotationId result)
    {
        var good = Wire.Hex128.TryParse(text, out var high, out var low) && (high | low) != 0;
        result = good ? new(high, low) : default;
        return good;
    }

    /// <summary>Writes the 16 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
    }

    /// <summary>32 lower-case hexadecimal characters.</summary>
    public override string ToString() => Wire.Hex128.Format(_high, _low);
}
