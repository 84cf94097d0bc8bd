using System.Buffers.Binary;
using SessionCluster.Core.Classes;

namespace SessionCluster.Core.Replay;

/// <summary>A window on its way to another silo: a version, the origin in Unix seconds, how many entries, and these, 20 bytes each; all of it big-endian.</summary>
internal sealed partial class ReplayWindow
{
    private const byte Version = 1;

    private const int HeaderSize = 13;

    // Year 9999, the end of the clock.
    private const long LatestOrigin = 253_402_300_799;

    /// <summary>Packs everything that is remembered.</summary>
    public byte[] Pack()
    {
        var packed = new byte[HeaderSize + (_count * ReplayEntry.Size)];
        packed[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(packed.AsSpan(1), _origin);
        BinaryPrimitives.WriteInt32BigEndian(packed.AsSpan(9), _count);
        var rest = packed.AsSpan(HeaderSize);
        foreach (ref readonly var entry in _slots.AsSpan())
        {
            if (!entry.IsEmpty)
            {
                BinaryPrimitives.WriteUInt64BigEndian(rest, entry.High);
                BinaryPrimitives.WriteUInt64BigEndian(rest[8..], entry.Low);
                BinaryPrimitives.WriteUInt32BigEndian(rest[16..], entry.Expires);
                rest = rest[ReplayEntry.Size..];
            }
        }

        return packed;
    }

    /// <summary>The window that was packed; <see langword="null"/> when it is not whole, or the silo has no room for it.</summary>
    public static ReplayWindow? Unpack(ReadOnlySpan<byte> packed, ReplayBudget budget)
    {
        if (packed.Length < HeaderSize || packed[0] != Version)
        {
            return null;
        }

        var origin = BinaryPrimitives.ReadInt64BigEndian(packed[1..]);
        var count = BinaryPrimitives.ReadInt32BigEndian(packed[9..]);
        if (origin is < 0 or > LatestOrigin || count is < 0 or > SessionClass.MaxReplayEntries || packed.Length != HeaderSize + (count * ReplayEntry.Size))
        {
            return null;
        }

        var window = new ReplayWindow(budget) { _origin = origin, _visitedAt = origin };
        if (count == 0 || window.TryFill(packed[HeaderSize..], count))
        {
            return window;
        }

        window.Release();
        return null;
    }

    private bool TryFill(ReadOnlySpan<byte> entries, int count)
    {
        Resize(Math.Max(SmallestRoom, count));
        if (_room < count)
        {
            return false;
        }

        for (; !entries.IsEmpty; entries = entries[ReplayEntry.Size..])
        {
            var entry = new ReplayEntry(
                BinaryPrimitives.ReadUInt64BigEndian(entries),
                BinaryPrimitives.ReadUInt64BigEndian(entries[8..]),
                BinaryPrimitives.ReadUInt32BigEndian(entries[16..]));
            if (entry.IsEmpty)
            {
                return false;
            }

            Put(entry);
        }

        // Two of one id are no window of ours.
        return _count == count;
    }
}
