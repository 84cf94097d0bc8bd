using System.Buffers.Binary;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// Names one logical validation, so that the edge's own repetition after a lost answer spends no second use (P-R6): 128 random bits, 32 lower-case hexadecimal characters.
/// The edge library makes it; it is never taken from an end client.
/// </summary>
/// <remarks><c>default</c> means that the call is no repetition of anything.</remarks>
[GenerateSerializer, Immutable, Alias("sc.AttemptId")]
public readonly record struct AttemptId
{
    /// <summary>Length in bytes: 16.</summary>
    public const int Size = 16;

    [Id(0)]
    private readonly ulong _high;

    [Id(1)]
    private readonly ulong _low;

    private AttemptId(ulong high, ulong low)
    {
        _high = high;
        _low = low;
    }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => (_high | _low) == 0;

    /// <summary>Reads 16 random bytes.</summary>
    /// <exception cref="ArgumentException"><paramref name="bytes"/> has another length.</exception>
    public static AttemptId FromBytes(ReadOnlySpan<byte> bytes) => bytes.Length == Size
        ? new(BinaryPrimitives.ReadUInt64BigEndian(bytes), BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]))
        : throw new ArgumentException($"An attempt id has {Size} bytes, not {bytes.Length}.", nameof(bytes));

    /// <summary>Parses 32 lower-case hexadecimal characters. All zeros are refused: they are what is unset.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out AttemptId result)
    {
        var good = Wire.Hex128.TryParse(text, out var high, out var low) && (high | low) != 0;
        result = good ? new(high, low) : default;
        return good;
    }

    /// <summary>32 lower-case hexadecimal characters.</summary>
    public override string ToString() => Wire.Hex128.Format(_high, _low);
}
