using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.AspNetCore.Rotation;

/// <summary>
/// Which tokens this process has rotated, so that the parallel requests of one page rotate once. It keeps hashes of tokens, at most <see cref="Capacity"/>; the oldest make room. One whose token is still presented
/// <see cref="Again"/> later was perhaps not delivered: it is rotated again under the same rotation id, which gives the same successor (P-T4).
/// </summary>
internal sealed class RotationMemory(TimeProvider clock)
{
    /// <summary>Tokens that are remembered: 10,000.</summary>
    public const int Capacity = 10_000;

    /// <summary>After a delivery, or an attempt that failed: 60 s.</summary>
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(60);

    private readonly Lock _lock = new();
    private readonly Dictionary<SecretDigest, Entry> _entries = [];
    private readonly Queue<SecretDigest> _order = new();

    /// <summary>How many tokens are remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>True for the one request that rotates this token now.</summary>
    /// <param name="token">The token.</param>
    /// <param name="id">The id of its rotation.</param>
    public bool TryBegin(string token, out RotationId id)
    {
        var key = SecretDigest.Of(Encoding.UTF8.GetBytes(token));
        var now = clock.GetUtcNow();
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var known))
            {
                id = known.Id;
                if (now < known.NotBefore)
                {
                    return false;
                }

                _entries[key] = known with { NotBefore = now + Again };
                return true;
            }

            if (_order.Count >= Capacity)
            {
                _entries.Remove(_order.Dequeue());
            }

            id = RotationId.FromBytes(RandomNumberGenerator.GetBytes(RotationId.Size));
            _entries.Add(key, new(id, now + Again));
            _order.Enqueue(key);
            return true;
        }
    }

    private readonly record struct Entry(RotationId Id, DateTimeOffset NotBefore);
}
