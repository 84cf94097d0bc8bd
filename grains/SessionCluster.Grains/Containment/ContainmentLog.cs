using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Grains.Containment;

/// <summary>The rows of the containment log, as its one writer keeps them. To be used from one activation only.</summary>
internal sealed class ContainmentLog(RowStore rows)
{
    private readonly GrainRow<ContainmentHead> _head = new(rows, ContainmentLimits.HeadId);
    private readonly List<GrainRow<ContainmentSegment>> _segments = [];

    /// <summary>The version of the head that was read or written last.</summary>
    public long Version => _head.Landed?.Version ?? 0;

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

    /// <summary>A subject's entry and the segment it stands in.</summary>
    public (int Index, ContainmentEntry Entry)? Find(SubjectKey subject)
    {
        var value = subject.ToString();
        for (var index = 0; index < _segments.Count; index++)
        {
            if (_segments[index].Landed?.Entries.FirstOrDefault(entry => entry.Value == value) is { } entry)
            {
                return (index, entry);
            }
        }

        return null;
    }

    /// <summary>The segment that has the subject's entry, else the first with room; <see langword="null"/> when the log is full.</summary>
    public int? IndexFor(SubjectKey subject)
    {
        if (Find(subject) is { } found)
        {
            return found.Index;
        }

        var index = _segments.FindIndex(segment => (segment.Landed?.Entries.Length ?? 0) < ContainmentLimits.EntriesPerSegment);
        return index < 0 ? null : index;
    }

    /// <summary>Changes a segment, then raises the head. Answers the version that has it, or <see langword="null"/> when that is in doubt.</summary>
    public async Task<long?> WriteAsync(int index, Func<ImmutableArray<ContainmentEntry>, ImmutableArray<ContainmentEntry>> change)
    {
        var segment = await _segments[index].UpdateAsync(landed => (landed ?? new() { Index = index }) with { Entries = change((landed ?? new()).Entries) });
        if (segment is not (WriteOutcome.Landed or WriteOutcome.Read))
        {
            return null;
        }

        // Raised on every try. A version that is found after a failed try may be a rival's, read by others before this segment had landed; one version too many harms nobody.
        var version = 0L;
        var head = await _head.UpdateAsync(landed =>
        {
            version = (landed?.Version ?? 0) + 1;
            return new() { Version = version, Segments = Math.Max(landed?.Segments ?? 0, index + 1) };
        });
        return head is WriteOutcome.Landed or WriteOutcome.Read ? version : null;
    }
}
