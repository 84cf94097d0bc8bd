using System.Numerics;

namespace SessionCluster.Core.Replay;

/// <summary>Forgetting what has expired, and growing and shrinking with what is left.</summary>
internal sealed partial class ReplayWindow
{
    /// <summary>Looks at the next few slots; at all of them when nobody has looked for as long as a round takes.</summary>
    private void Visit(long now)
    {
        var passed = Math.Max(0, now - _visitedAt);
        _visitedAt += passed;
        if (passed >= RoundSeconds)
        {
            Sweep(Second(now));
            Shrink();
            return;
        }

        var visits = VisitsPerInsert + (int)(_slots.Length * passed / RoundSeconds);
        for (; visits > 0; visits--)
        {
            if (_slots[_cursor].IsExpired(Second(now)))
            {
                // What moves here from further on is looked at by the next visit.
                RemoveAt(_cursor);
            }
            else if ((_cursor = Next(_cursor)) == 0)
            {
                Shrink();
                return;
            }
        }
    }

    /// <summary>Looks at all slots. Afterwards every entry is live.</summary>
    private void Sweep(uint second)
    {
        Sweeps++;
        _earliest = uint.MaxValue;
        for (var slot = 0; slot < _slots.Length; slot++)
        {
            while (_slots[slot].IsExpired(second))
            {
                RemoveAt(slot);
            }

            _earliest = _slots[slot].IsEmpty ? _earliest : Math.Min(_earliest, _slots[slot].Expires);
        }
    }

    // No marker is left behind: the entries that follow move up as far as their home allows, so that probing never becomes longer than what is remembered makes it.
    private void RemoveAt(int slot)
    {
        var hole = slot;
        for (var next = Next(hole); !_slots[next].IsEmpty; next = Next(next))
        {
            if (Distance(_slots[next].Home(_slots.Length), next) >= Distance(hole, next))
            {
                _slots[hole] = _slots[next];
                hole = next;
            }
        }

        _slots[hole] = default;
        _count--;
    }

    private int Distance(int from, int to) => to >= from ? to - from : to - from + _slots.Length;

    private void Shrink()
    {
        if (_room > SmallestRoom && _count <= _room / 8)
        {
            // For twice as many, and for the one that is being added.
            Resize(Math.Max(SmallestRoom, (int)BitOperations.RoundUpToPowerOf2(((uint)_count * 2) + 1)));
        }
    }

    private void Resize(int room)
    {
        if (room > _room && !budget.TryTake(room - _room))
        {
            return;
        }

        budget.GiveBack(Math.Max(0, _room - room));
        var former = _slots;
        _slots = new ReplayEntry[room + Math.Max(1, room / 4)];
        _room = room;
        _count = 0;
        _cursor = 0;
        foreach (ref readonly var entry in former.AsSpan())
        {
            if (!entry.IsEmpty)
            {
                Put(entry);
            }
        }
    }
}
