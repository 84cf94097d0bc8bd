using System.Buffers.Binary;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>Names one ending for ever: 128 random bits, 32 lower-case hexadecimal characters, stored with the tombstone.</summary>
[GenerateSerializer, Immutable, Alias("sc.EventId")]
public readonly record struct EventId
{
    /// <summary>Length in bytes: 16.</summary>
    public const int Size = 16;

    [Id(0)]
    private readonly ulong _high;

    [Id(1)]
    private readonly ulong _low;

    private EventId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>Reads 16 random bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public static EventId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : throw new ArgumentException($"An event id has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Parses 32 lower-case hexadecimal characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EventId result)
    {
        var good = Wire.Hex128.TryParse(text, out var high, out var low);
        result = good ? new(high, low) : default;
        return good;
    }

    /// <summary>32 lower-case hexadecimal characters.</summary>
    public override string ToString() => Wire.Hex128.Format(_high, _low);
}
