using SessionCluster.Abstractions.Possession;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>Writes the text that a JWK's thumbprint is the hash of (RFC 7638 section 3.3): members in lexical order, nothing between them.</summary>
internal ref struct CanonicalJwk(Span<byte> destination)
{
    /// <summary>Room for a modulus of 4,096 bits and the names: 1,024.</summary>
    public const int MaxLength = 1024;

    private readonly Span<byte> _destination = destination;
    private int _written;
    private bool _isBad;

    /// <summary>Writes what is between two values, and a value: a word or base64url, so that nothing in it needs an escape.</summary>
    public void Add(scoped ReadOnlySpan<byte> before, scoped ReadOnlySpan<byte> value)
    {
        _isBad |= value.IsEmpty || !StrictBase64Url.HasItsCharacters(value) || before.Length + value.Length + 2 > _destination.Length - _written;
        if (!_isBad)
        {
            before.CopyTo(_destination[_written..]);
            value.CopyTo(_destination[(_written + before.Length)..]);
            _written += before.Length + value.Length;
        }
    }

    /// <summary>Hashes what was written; false when a value was missing or of other characters.</summary>
    public readonly bool TryHash(out KeyThumbprint thumbprint)
    {
        thumbprint = default;
        if (_isBad || _written == 0)
        {
            return false;
        }

        "\"}"u8.CopyTo(_destination[_written..]);
        thumbprint = KeyThumbprint.Of(_destination[..(_written + 2)]);
        return true;
    }
}
