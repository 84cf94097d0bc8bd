using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>Changes a ring's file offline: adds a key, takes one away. Internal: for <c>sessionctl keys</c>. It says ids, never a key.</summary>
internal static class KeyRingEdit
{
    /// <summary>Adds a new key and makes it current.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Its id; <see langword="null"/> for the one after the highest, so that no retired id comes back while there is another.</param>
    /// <param name="next">The ring now.</param>
    /// <param name="problem">What is wrong; then nothing was changed.</param>
    public static bool TryRotate(string path, byte? id, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem) => KeyRingReplacement.TryMake(
        path,
        document =>
        {
            if ((id ?? NextId(document.Ring)) is not { } added)
            {
                return (null, $"The key ring file {path} has a key under every id: retire one first.");
            }

            if (added > KeyRing.MaxKeyId || document.Ring.Contains(added))
            {
                return (null, $"The key ring file {path} has a key {added}, or can't have one: give an id from 0 to {KeyRing.MaxKeyId} that is free.");
            }

            var keys = document.Keys();
            keys[added] = RandomNumberGenerator.GetBytes(KeyRing.KeySize);
            return (Create(added, keys), null);
        },
        out next,
        out problem);

    /// <summary>Takes a key away, which is not the current one.</summary>
    /// <param name="path">The file.</param>
    /// <param name="id">Its id.</param>
    /// <param name="next">The ring now.</param>
    /// <param name="problem">What is wrong; then nothing was changed.</param>
    public static bool TryRetire(string path, byte id, [NotNullWhen(true)] out KeyRing? next, [NotNullWhen(false)] out string? problem) => KeyRingReplacement.TryMake(
        path,
        document =>
        {
            var ring = document.Ring;
            if (id == ring.CurrentId || !ring.Contains(id))
            {
                return (null, id == ring.CurrentId
                    ? $"Key {id} of {path} is the current one: rotate first."
                    : $"The key ring file {path} has no key {id}; it has {KeyRingChange.Ids(ring)}, current {ring.CurrentId}.");
            }

            var keys = document.Keys();
            CryptographicOperations.ZeroMemory(keys[id]);
            keys.Remove(id);
            return (Create(ring.CurrentId, keys), null);
        },
        out next,
        out problem);

    private static byte? NextId(KeyRing ring)
    {
        var highest = ring.Describe().Keys[^1].Id;
        if (highest < KeyRing.MaxKeyId)
        {
            return (byte)(highest + 1);
        }

        for (byte id = 0; id <= KeyRing.MaxKeyId; id++)
        {
            if (!ring.Contains(id))
            {
                return id;
            }
        }

        return null;
    }

    private static KeyRing Create(byte currentId, Dictionary<byte, byte[]> keys)
    {
        var ring = KeyRing.Create(currentId, keys);
        foreach (var key in keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return ring;
    }
}
