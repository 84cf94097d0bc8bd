using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>Collects the keys of a ring from text, and says of each what is wrong with it, by its name and never by its value.</summary>
internal sealed class KeyRingDraft
{
    private readonly Dictionary<byte, byte[]> _keys = [];

    /// <summary>Adds a key.</summary>
    /// <param name="name">What to call it in a sentence: the configuration key, or the place in the file.</param>
    /// <param name="id">The id as text.</param>
    /// <param name="base64">The key as text.</param>
    /// <param name="problem">What is wrong, when the answer is false.</param>
    public bool TryAdd(string name, string id, string? base64, [NotNullWhen(false)] out string? problem)
    {
        if (!TryParseId(id, out var number))
        {
            problem = $"{name} does not name a key by its id: an id is a whole number from 0 to {KeyRing.MaxKeyId}, without leading zeros.";
            return false;
        }

        var key = new byte[KeyRing.KeySize];
        if (base64 is null || !TryDecode(base64, key))
        {
            problem = $"{name} is not the base64 of {KeyRing.KeySize} bytes.";
            return false;
        }

        if (_keys.Values.Any(other => CryptographicOperations.FixedTimeEquals(other, key)))
        {
            problem = $"{name} is a key that stands in the ring under another id: a new id needs a new key.";
            return false;
        }

        problem = _keys.TryAdd(number, key) ? null : $"{name} is there twice.";
        return problem is null;
    }

    /// <summary>Makes the ring.</summary>
    /// <param name="name">What to call the current key's id in a sentence.</param>
    /// <param name="current">The current key's id as text.</param>
    /// <param name="ring">The ring, when the answer is true.</param>
    /// <param name="problem">What is wrong, when the answer is false.</param>
    public bool TryFinish(string name, string? current, [NotNullWhen(true)] out KeyRing? ring, [NotNullWhen(false)] out string? problem)
    {
        if (current is null || !TryParseId(current, out var id) || !_keys.ContainsKey(id))
        {
            ring = null;
            problem = $"{name} is not the id of a key in the ring, which has {string.Join(", ", _keys.Keys.Order())}.";
            return false;
        }

        ring = KeyRing.Create(id, _keys);
        problem = null;
        foreach (var key in _keys.Values)
        {
            CryptographicOperations.ZeroMemory(key);
        }

        return true;
    }

    private static bool TryParseId(string text, out byte id) =>
        byte.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id) && id <= KeyRing.MaxKeyId && (text.Length == 1 || text[0] != '0');

    private static bool TryDecode(string base64, byte[] key) => Convert.TryFromBase64String(base64, key, out var length) && length == key.Length;
}
