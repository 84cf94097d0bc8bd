using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Sessions;

/// <summary>SHA-256 of a <see cref="SecretDigest"/>: what is stored. It can't be presented, since what is presented is hashed again.</summary>
[GenerateSerializer, Immutable, Alias("sc.SecretHash")]
public readonly struct SecretHash : IEquatable<SecretHash>
{
    // Hashed once more than what its type says: the same 32 bytes, compared as carefully.
    [Id(0)]
    private readonly SecretDigest _value;

    private SecretHash(SecretDigest value) => _value = value;

    /// <summary>True for <c>default</c>, which nothing matches.</summary>
    public bool IsUnset => _value.IsUnset;

    /// <summary>Hashes a digest.</summary>
    public static SecretHash Of(SecretDigest digest)
    {
        Span<byte> bytes = stackalloc byte[SecretDigest.Size];
        digest.CopyTo(bytes);
        return new(SecretDigest.Of(bytes));
    }

    /// <summary>True when the digest is the one whose hash this is; compared in fixed time. Unset matches nothing, on either side.</summary>
    public bool Matches(SecretDigest presented) => !IsUnset && !presented.IsUnset && Equals(Of(presented));

    /// <summary>Writes the 32 bytes.</summary>
    public void CopyTo(Span<byte> destination) => _value.CopyTo(destination);

    /// <summary>Equality in fixed time.</summary>
    public bool Equals(SecretHash other) => _value.Equals(other._value);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SecretHash other && Equals(other);

    /// <summary>Not for use as a key.</summary>
    public override int GetHashCode() => 0;

    /// <summary>Never the value.</summary>
    public override string ToString() => "(secret hash)";

    /// <summary>Equality in fixed time.</summary>
    public static bool operator ==(SecretHash left, SecretHash right) => left.Equals(right);

    /// <summary>Inequality in fixed time.</summary>
    public static bool operator !=(SecretHash left, SecretHash right) => !left.Equals(right);
}
