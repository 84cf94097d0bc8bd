using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SessionCluster.Abstractions.Events;

/// <summary>SHA-256 of an event and of those before it in its stream: 64 lower-case hexadecimal characters. Public.</summary>
/// <remarks><c>default</c> means unset: the hash of no event.</remarks>
[GenerateSerializer, Immutable, Alias("sc.EventHash")]
public readonly record struct EventHash
{
    /// <summary>Length in bytes: 32.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    [Id(0)]
    private readonly ulong _part0;

    [Id(1)]
    private readonly ulong _part1;

    [Id(2)]
    private readonly ulong _part2;

    [Id(3)]
    private readonly ulong _part3;

    private EventHash(ReadOnlySpan<ulong> parts)
    {
        _part0 = parts[0];
        _part1 = parts[1];
        _part2 = parts[2];
        _part3 = parts[3];
    }

    /// <summary>True for <c>default</c>.</summary>
    public bool IsUnset => (_part0 | _part1 | _part2 | _part3) == 0;

    /// <summary>Hashes what stands for an event.</summary>
    public static EventHash Of(ReadOnlySpan<byte> canonical)
    {
        Span<ulong> parts = stackalloc ulong[4];
        SHA256.HashData(canonical, MemoryMarshal.AsBytes(parts));
        return new(parts);
    }

    /// <summary>Parses 64 lower-case hexadecimal characters.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out EventHash result)
    {
        Span<ulong> parts = stackalloc ulong[4];
        result = text.Length == 2 * Size && Convert.FromHexString(text, MemoryMarshal.AsBytes(parts), out _, out _) == OperationStatus.Done ? new(parts) : default;
        return text.Equals(result.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<ulong> parts = [_part0, _part1, _part2, _part3];
        MemoryMarshal.AsBytes(parts).CopyTo(destination);
    }

    /// <summary>64 lower-case hexadecimal characters.</summary>
    public override string ToString()
    {
        ReadOnlySpan<ulong> parts = [_part0, _part1, _part2, _part3];
        return Convert.ToHexStringLower(MemoryMarshal.AsBytes(parts));
    }
}
