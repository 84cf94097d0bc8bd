using System.Collections.Immutable;
using System.Numerics;
using System.Security.Cryptography;

namespace SessionCluster.Abstractions.Keys;

/// <summary>
/// A set of 32-byte keys by id (0 to 31), one of them current: new values are made under the current key, older ones are still checked under theirs.
/// So keys rotate with overlap, and retiring a key ends everything made under it. Immutable; it never prints a key.
/// </summary>
public sealed class KeyRing
{
    /// <summary>Length of a key in bytes: 32.</summary>
    public const int KeySize = 32;

    /// <summary>Highest key id: 31, so that an id fits five bits of a token.</summary>
    public const byte MaxKeyId = 31;

    private readonly byte[]?[] _keys = new byte[]?[MaxKeyId + 1];

    private KeyRing(byte currentId) => CurrentId = currentId;

    /// <summary>The id of the key under which new values are made.</summary>
    public byte CurrentId { get; }

    /// <summary>The ids in the ring, a bit each.</summary>
    public uint IdMask { get; private set; }

    /// <summary>How many keys are in the ring.</summary>
    public int Count => BitOperations.PopCount(IdMask);

    /// <summary>Makes a ring; the keys are copied.</summary>
    /// <param name="currentId">The current key's id; one of <paramref name="keys"/>.</param>
    /// <param name="keys">At least one key of 32 bytes by id, 0 to 31; all different.</param>
    /// <exception cref="ArgumentException">A rule is broken; the message is a sentence that says which, and holds no key.</exception>
    public static KeyRing Create(byte currentId, IReadOnlyDictionary<byte, byte[]> keys)
    {
        ArgumentNullException.ThrowIfNull(keys);
        var ring = new KeyRing(currentId);
        foreach (var (id, key) in keys)
        {
            if (id > MaxKeyId)
            {
                throw new ArgumentException($"Key id {id} is above {MaxKeyId}.", nameof(keys));
            }

            if (key is not { Length: KeySize })
            {
                throw new ArgumentException($"Key {id} does not have {KeySize} bytes.", nameof(keys));
            }

            foreach (var other in ring._keys)
            {
                if (other is not null && CryptographicOperations.FixedTimeEquals(other, key))
                {
                    throw new ArgumentException($"Key {id} stands in the ring twice: a new id needs a new key.", nameof(keys));
                }
            }

            ring._keys[id] = [.. key];
            ring.IdMask |= 1u << id;
        }

        return ring.Contains(currentId) ? ring : throw new ArgumentException($"The current key, {currentId}, is not in the ring.", nameof(currentId));
    }

    /// <summary>True when a key of that id is in the ring.</summary>
    public bool Contains(byte id) => id <= MaxKeyId && _keys[id] is not null;

    /// <summary>Finds a key.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="key">The 32 bytes; not to be kept, printed or sent.</param>
    public bool TryGetKey(byte id, out ReadOnlySpan<byte> key)
    {
        key = id <= MaxKeyId ? _keys[id] : null;
        return key.Length == KeySize;
    }

    /// <summary>Ids and digests, by which two holders compare their rings without showing keys.</summary>
    public KeyRingDescription Describe()
    {
        var entries = ImmutableArray.CreateBuilder<KeyDescription>(Count);
        for (byte id = 0; id <= MaxKeyId; id++)
        {
            if (TryGetKey(id, out var key))
            {
                entries.Add(new(id, KeyDescription.DigestOf(key)));
            }
        }

        return new(CurrentId, entries.DrainToImmutable());
    }

    /// <summary>The ids, never a key.</summary>
    public override string ToString() => $"{Count} keys, current {CurrentId}";
}
