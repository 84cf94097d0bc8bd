using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Core.Replay;

/// <summary>
/// The proofs that one session has accepted, each until it can't be accepted any more (P-R1). Bounded, and no live entry is ever evicted: when it is full it says so. Open addressing with linear probing; an
/// insert looks at a few other slots and forgets what has expired there, so that it costs the same however much is remembered. Instants are Unix seconds. Not thread-safe.
/// </summary>
internal sealed partial class ReplayWindow(ReplayBudget budget)
{
    // What a session's first proofs take: 5 slots, 100 bytes.
    private const int SmallestRoom = 4;

    // An insert brings one entry, so a few visits keep ahead of what expires: a round is done within a third of the room.
    private const int VisitsPerInsert = 4;

    // However slow the inserts are, a round takes little longer: a burst's room is given back.
    private const int RoundSeconds = 30;

    private ReplayEntry[] _slots = [];

    // Entries there is room for, as the budget counts them: four fifths of the slots.
    private int _room;

    private int _count;

    private int _cursor;

    private long _visitedAt;

    // The instant that seconds are counted from; second 0 is no second, because it marks an empty slot.
    private long _origin;

    // No entry expires before: looking through all of them earlier would free nothing. That makes a full window no attack on the CPU: it is looked through at most once a second.
    private uint _earliest = uint.MaxValue;

    private bool _released;

    /// <summary>Entries remembered, those that have expired and were not visited yet among them.</summary>
    public int Count => _count;

    /// <summary>Entries there is room for.</summary>
    public int Room => _room;

    /// <summary>How often all of it was looked through to make room.</summary>
    public int Sweeps { get; private set; }

    /// <summary>True when the id is remembered and has not expired.</summary>
    public bool Contains(Digest128 id, long now)
    {
        var slot = Find(id);
        return slot >= 0 && !_slots[slot].IsExpired(Second(now));
    }

    /// <summary>Sees to it that one more entry can be added; false when as many as allowed are live, or the silo has no more room.</summary>
    public bool TryMakeRoom(int bound, long now)
    {
        if (_released || _count < Math.Min(_room, bound))
        {
            return !_released;
        }

        if (Second(now) >= _earliest)
        {
            Sweep(Second(now));
        }

        // Doubled while more than half of it is live, so that looking through all of it is paid for by the inserts that follow.
        if (_room < bound && _count >= _room / 2)
        {
            Resize(Math.Min(bound, Math.Max(SmallestRoom, _room * 2)));
        }

        return _count < Math.Min(_room, bound);
    }

    /// <summary>Remembers an id for which <see cref="TryMakeRoom"/> has just made room.</summary>
    public void Add(Digest128 id, long expires, long now)
    {
        if (_count >= _room)
        {
            throw new InvalidOperationException("No room was made for the proof.");
        }

        if (_count == 0)
        {
            _origin = now;
            _visitedAt = now;
            _earliest = uint.MaxValue;
        }

        Visit(now);
        Put(new(id.High, id.Low, Math.Max(Second(expires), Second(now) + 1)));
    }

    /// <summary>Gives the room back. What is remembered stays, and nothing is added to it any more.</summary>
    public void Release()
    {
        budget.GiveBack(_released ? 0 : _room);
        _released = true;
    }

    private uint Second(long instant) => (uint)Math.Clamp(instant - _origin + 1, 1, uint.MaxValue - 1);

    private void Put(in ReplayEntry entry)
    {
        var slot = entry.Home(_slots.Length);
        while (!_slots[slot].IsEmpty && (_slots[slot].High != entry.High || _slots[slot].Low != entry.Low))
        {
            slot = Next(slot);
        }

        _count += _slots[slot].IsEmpty ? 1 : 0;
        _slots[slot] = entry with { Expires = Math.Max(entry.Expires, _slots[slot].Expires) };
        _earliest = Math.Min(_earliest, _slots[slot].Expires);
    }

    private int Find(Digest128 id)
    {
        if (_count == 0)
        {
            return -1;
        }

        var slot = ReplayEntry.Home(id.High, id.Low, _slots.Length);
        while (!_slots[slot].IsEmpty)
        {
            if (_slots[slot].Is(id))
            {
                return slot;
            }

            slot = Next(slot);
        }

        return -1;
    }

    private int Next(int slot) => slot + 1 == _slots.Length ? 0 : slot + 1;
}
