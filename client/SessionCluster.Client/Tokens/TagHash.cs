using System.Security.Cryptography;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Tokens;

/// <summary>
/// HMAC-SHA256 (RFC 2104) with the key set up once for each thread and key id: setting it up takes longer than the hash of a tag's message.
/// A key that was replaced under the same id is noticed, since the key itself is compared.
/// </summary>
internal sealed class TagHash
{
    [ThreadStatic]
    private static TagHash?[]? threadHashes;

    private readonly byte[] _key;
    private readonly IncrementalHash _hash;

    private TagHash(ReadOnlySpan<byte> key)
    {
        _key = key.ToArray();
        _hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
    }

    /// <summary>Computes the MAC.</summary>
    /// <param name="key">The key.</param>
    /// <param name="head">The token's first byte, which says the key's id.</param>
    /// <param name="message">What is covered.</param>
    /// <param name="mac">Where to write the 32 bytes.</param>
    public static void Compute(ReadOnlySpan<byte> key, byte head, ReadOnlySpan<byte> message, Span<byte> mac)
    {
        ref var slot = ref (threadHashes ??= new TagHash?[KeyRing.MaxKeyId + 1])[head & KeyRing.MaxKeyId];

        // Taken out while it is used: one that a fault left with half a message is never used again.
        var hash = slot;
        slot = null;
        if (hash is null || !CryptographicOperations.FixedTimeEquals(hash._key, key))
        {
            hash?._hash.Dispose();
            hash = new(key);
        }

        hash._hash.AppendData(message);
        hash._hash.GetHashAndReset(mac);
        slot = hash;
    }
}
