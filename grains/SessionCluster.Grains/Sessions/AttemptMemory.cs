using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>
/// Which logical calls have spent their use and their proof a moment ago, so that the edge's own repetition after a lost answer spends no second use and is no replay (P-R6). It remembers no verdict: that is computed anew, so an end wins.
/// It dies with its activation, and it is bounded: what it forgets costs a use or a new proof, which is against the session and never for it.
/// </summary>
internal sealed class AttemptMemory
{
    /// <summary>How long a use counts as the same call's: 10 s, by the clock that the grain decides by, which never goes back.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    /// <summary>Most attempts remembered at once: 512, what a session that is used 50 times a second does in 10 s.</summary>
    public const int Capacity = 512;

    private const int SmallestRoom = 4;

    // A ring in the order of their instants, the oldest at the head. What has aged leaves when the next one comes.
    private Entry[] _ring = [];
    private int _head;
    private int _count;

    /// <summary>True when this caller's call with this secret and this very proof (unset for none) was accepted.</summary>
    public bool Knows(ValidateCall call, Digest128 proof, DateTimeOffset now)
    {
        if (call.Attempt.IsUnset)
        {
            return false;
        }

        // From the youngest on: a repetition comes soon.
        for (var place = _count - 1; place >= 0; place--)
        {
            ref readonly var entry = ref At(place);
            if (now - entry.At >= Lifetime)
            {
                return false;
            }

            if (entry.Attempt == call.Attempt)
            {
                return entry.Caller == call.Caller && entry.Secret.Matches(call.SecretDigest) && entry.Proof == proof;
            }
        }

        return false;
    }

    /// <summary>Remembers that it was.</summary>
    public void Note(ValidateCall call, Digest128 proof, DateTimeOffset now)
    {
        while (_count > 0 && (_count >= Capacity || now - At(0).At >= Lifetime))
        {
            _head = (_head + 1) % _ring.Length;
            _count--;
        }

        if (_count == _ring.Length || (_count == 0 && _ring.Length > SmallestRoom))
        {
            Resize(Math.Max(SmallestRoom, _count * 2));
        }

        At(_count++) = new(call.Attempt, call.Caller, SecretHash.Of(call.SecretDigest), proof, now);
    }

    private ref Entry At(int place) => ref _ring[(_head + place) % _ring.Length];

    private void Resize(int room)
    {
        var ring = new Entry[room];
        for (var place = 0; place < _count; place++)
        {
            ring[place] = At(place);
        }

        _ring = ring;
        _head = 0;
    }

    private readonly record struct Entry(AttemptId Attempt, ClientId Caller, SecretHash Secret, Digest128 Proof, DateTimeOffset At);
}
