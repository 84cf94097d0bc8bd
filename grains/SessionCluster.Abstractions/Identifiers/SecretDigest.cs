using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace SessionCluster.Abstractions.Identifiers;

/// <summary>
/// SHA-256 of a token's secret: what travels to the grain instead of the secret. It can be presented, so it is itself a secret: compared in fixed time, never printed.
/// What is stored is the hash of this value, which can't be presented.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.SecretDigest")]
public readonly struct SecretDigest : IEquatable<SecretDigest>
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

    private SecretDigest(ReadOnlySpan<ulong> parts)
    {
        _part0 = parts[0];
        _part1 = parts[1];
        _part2 = parts[2];
        _part3 = parts[3];
    }

    /// <summary>True for <c>default</c>, which is the digest of nothing.</summary>
    public bool IsUnset => (_part0 | _part1 | _part2 | _part3) == 0;

    /// <summary>Hashes a secret.</summary>
    /// <param name="secret">The secret's bytes; 32 of them in a session token.</param>
    public static SecretDigest Of(ReadOnlySpan<byte> secret)
    {
        Span<ulong> parts = stackalloc ulong[4];
        SHA256.HashData(secret, MemoryMarshal.AsBytes(parts));
        return new(parts);
    }

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination)
    {
        ReadOnlySpan<ulong> parts = [_part0, _part1, _part2, _part3];
        MemoryMarshal.AsBytes(parts).CopyTo(destination);
    }

    /// <summary>Equality in fixed time.</summary>
    public bool Equals(SecretDigest other)
    {
        ReadOnlySpan<ulong> mine = [_part0, _part1, _part2, _part3];
        ReadOnlySpan<ulong> theirs = [other._part0, other._part1, other._part2, other._part3];
        return CryptographicOperations.FixedTimeEquals(MemoryMarshal.AsBytes(mine), MemoryMarshal.AsBytes(theirs));
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SecretDigest other && Equals(other);

    /// <summary>Not for use as a key: a digest is never looked up.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Never the value.</summary>
    public override string ToString() => "(secret digest)";

    /// <summary>Equality in fixed time.</summary>
    public static bool operator ==(SecretDigest left, SecretDigest right) => left.Equals(right);

    /// <summary>Inequality in fixed time.</summary>
    public static bool operator !=(SecretDigest left, SecretDigest right) => !left.Equals(right);
}
