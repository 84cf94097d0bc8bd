using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Containment;

/// <summary>The rows of the containment log, as its one writer keeps them. To be used from one activation only.</summary>
internal sealed class ContainmentLog(RowStore rows)
{
    private readonly GrainRow<ContainmentHead> _head = new(rows, ContainmentLimits.HeadId);
    private readonly List<GrainRow<ContainmentSegment>> _segments = [];

    /// <summary>The version of the head that was read or written last.</summary>
    public long Version => _head.Landed?.Version ?? 0;

    /// <summary>The sequence up to which events were handed on for certain; the next write of the head drops those.</summary>
    public long HandedOn { get; set; }

    /// <summary>The events that have landed.</summary>
    public EventLedger Events => _head.Landed?.Events ?? EventLedger.Empty;

    /// <summary>Every entry, those of a segment that no head has followed yet included.</summary>
    public IEnumerable<ContainmentEntry> Entries => _segments.SelectMany(segment => segment.Landed?.Entries ?? []);

    /// <summary>
    /// Reads what was not read yet, and again what a write of unknown outcome may have changed: from an outdated row an entry would be placed twice, and the head would not move.
    /// </summary>
    public async ValueTask<bool> LoadAsync()
    {
        if (!await _head.LoadFreshAsync())
        {
            return false;
        }

        // A segment that was written before a crash came before its head: read one beyond the head, so that it is taken over.
        var count = Math.Min((_head.Landed?.Segments ?? 0) + 1, ContainmentLimits.MaxSegments);
        while (_segments.Count < count)
        {
            _segments.Add(new(rows, ContainmentLimits.SegmentId(_segments.Count)));
        }

        foreach (var segment in _segments)
        {
            if (!await segment.LoadFreshAsync())
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The entry of the same thing, and the segment it stands in.</summary>
    public (int Index, ContainmentEntry Entry)? Find(ContainmentEntry sought) => Find(sought.IsOfTheSame);

    /// <summary>The first entry that is meant, and the segment it stands in.</summary>
    public (int Index, ContainmentEntry Entry)? Find(Func<ContainmentEntry, bool> isMeant)
    {
        for (var index = 0; index < _segments.Count; index++)
        {
            if (_segments[index].Landed?.Entries.FirstOrDefault(isMeant) is { } entry)
            {
                return (index, entry);
            }
        }

        return null;
    }

    /// <summary>The segment that has the entry already, else the first with room; <see langword="null"/> when the log is full.</summary>
    public int? IndexFor(ContainmentEntry added)
    {
        if (Find(added) is { } found)
        {
            return found.Index;
        }

        if (added.Lock is not null && Entries.Count(entry => entry.Lock is not null) >= ContainmentLimits.MaxLocks)
        {
            return null;
        }

        var room = ContainmentLimits.EntriesPerSegment - ContainmentLimits.RoomOf(added);
        var index = _segments.FindIndex(segment => (segment.Landed?.Entries.Sum(ContainmentLimits.RoomOf) ?? 0) <= room);
        return index < 0 ? null : index;
    }

    /// <summary>Writes every row again as it is. The head's version stays, for nothing has changed.</summary>
    public async Task<bool> ResealAsync()
    {
        foreach (var segment in _segments)
        {
            if (await segment.UpdateAsync(landed => landed) is not (WriteOutcome.Landed or WriteOutcome.Read))
            {
                return false;
            }
        }

        return await _head.UpdateAsync(landed => landed) is WriteOutcome.Landed or WriteOutcome.Read;
    }

    /// <summary>Changes a segment, then raises the head, which records the event. Answers the version that has it, or <see langword="null"/> when that is in doubt.</summary>
    /// <param name="index">The segment.</param>
    /// <param name="change">From its entries to the next ones; the same ones when there is nothing to change, and no event then.</param>
    /// <param name="note">What to record of it; <see langword="null"/> for nothing.</param>
    public async Task<long?> WriteAsync(int index, Func<ImmutableArray<ContainmentEntry>, ImmutableArray<ContainmentEntry>> change, SessionEvent? note)
    {
        var changed = false;
        var landedVersion = Version;
        var segment = await _segments[index].UpdateAsync(landed =>
        {
            var before = landed ?? new() { Index = index };
            var entries = change(before.Entries);
            if (entries == before.Entries)
            {
                return null;
            }

            changed = true;
            var owed = before.Owed.RemoveAll(owed => owed.Version <= landedVersion);
            return before with { Entries = entries, Owed = note is null ? owed : owed.Add(new(landedVersion + 1, note)) };
        });
        return segment is WriteOutcome.Landed or WriteOutcome.Read ? await RaiseHeadAsync(changed ? note : null) : null;
    }

    /// <summary>Brings a change whose head was not written: silos learn of it when they renew their fences. False when that is in doubt.</summary>
    public async Task<bool> CatchUpAsync()
    {
        var isBehind = _segments.Exists(segment => segment.Landed?.Owed.Any(owed => owed.Version > Version) == true);
        return !isBehind || await RaiseHeadAsync(note: null) is not null;
    }

    private async Task<long?> RaiseHeadAsync(SessionEvent? note)
    {
        // Raised on every try. A version that is found after a failed try may be a rival's, read by others before this segment had landed; one version too many harms nobody.
        var version = 0L;
        var stored = _segments.FindLastIndex(segment => segment.Landed is not null) + 1;
        var head = await _head.UpdateAsync(landed =>
        {
            var before = landed ?? new();

            // With a change that an earlier call could not bring, one version is skipped: a silo that was told of this change alone would miss that one, so it has to load the log.
            version = before.Version + (BringsMore(before, note) ? 2 : 1);
            return before with { Version = version, Segments = Math.Max(before.Segments, stored), Events = Recorded(before, note) };
        });
        return head is WriteOutcome.Landed or WriteOutcome.Read ? version : null;
    }

    /// <summary>
    /// The ledger with every event that no head has recorded: those of changes that were written for a later version than the landed head's, and in any case the one of this very change, whose version a
    /// rival may have taken. One that is found waiting was recorded by a try of unknown outcome.
    /// </summary>
    private EventLedger Recorded(ContainmentHead before, SessionEvent? note)
    {
        var ledger = before.Events.Without(HandedOn);
        foreach (var owed in _segments.SelectMany(segment => segment.Landed?.Owed ?? []).OrderBy(owed => owed.Version))
        {
            if ((owed.Version > before.Version || IsNote(owed, note)) && !before.Events.Waiting.Any(owed.Is))
            {
                ledger = ContainmentLedger.Record(ledger, owed.Event);
            }
        }

        return ledger;
    }

    private static bool IsNote(OwedEvent owed, SessionEvent? note) => note is not null && owed.Is(note);

    private bool BringsMore(ContainmentHead before, SessionEvent? note) =>
        _segments.Exists(segment => segment.Landed?.Owed.Any(owed => owed.Version > before.Version && !IsNote(owed, note)) == true);
}
