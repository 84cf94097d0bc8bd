using System.Collections.Concurrent;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>
/// Imported public keys by thumbprint, since importing one costs three verifications. Bounded; keys that verified a signature only once give way before those that come again (second chance), so whoever brings a new key with
/// every request mostly pushes out others of that kind.
/// </summary>
/// <param name="capacity">Most keys.</param>
internal sealed class PublicKeyCache(int capacity)
{
    /// <summary>4,096 keys.</summary>
    public const int DefaultCapacity = 4096;

    private readonly Lock _lock = new();
    private readonly ConcurrentDictionary<KeyThumbprint, PublicKey> _keys = new();
    private readonly KeyThumbprint[] _clock = new KeyThumbprint[capacity];
    private int _count;
    private int _hand;

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>The key, if it is here. It may be retired while it is used; that is no harm.</summary>
    public PublicKey? Find(KeyThumbprint thumbprint)
    {
        if (!_keys.TryGetValue(thumbprint, out var key))
        {
            return null;
        }

        key.Touch();
        return key;
    }

    /// <summary>Keeps a key that has verified a signature.</summary>
    public void Add(KeyThumbprint thumbprint, PublicKey key)
    {
        lock (_lock)
        {
            if (!_keys.TryAdd(thumbprint, key))
            {
                // Another thread imported it meanwhile.
                key.Retire();
                return;
            }

            _clock[_count < _clock.Length ? _count++ : Free()] = thumbprint;
        }
    }

    /// <summary>Frees the place of the next key that was not used since the hand passed it; once round, each had its chance.</summary>
    private int Free()
    {
        for (var passed = 0; ; passed++)
        {
            var place = _hand;
            _hand = (_hand + 1) % _clock.Length;
            if (passed > _clock.Length || !_keys[_clock[place]].WasUsed())
            {
                _keys.TryRemove(_clock[place], out var key);
                key?.Retire();
                return place;
            }
        }
    }
}
