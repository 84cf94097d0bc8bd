using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Storage.Events;

/// <summary>Makes pages.</summary>
internal static class EventPages
{
    /// <summary>
    /// How far back whoever follows begins again: 30 s. Silos keep events side by side by clocks that are up to a second off, and a row may land 10 s after its instant was taken; what shows up late is so
    /// seen all the same, and what is seen twice is told by stream and sequence.
    /// </summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    /// <summary>Most events in a page: 1,000.</summary>
    public const int Largest = 1_000;

    /// <summary>The page size of a query.</summary>
    public static int SizeOf(EventQuery query) => Math.Clamp(query.PageSize, 1, Largest);

    /// <summary>A page of one stream.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="next">Behind which sequence more may be; <see langword="null"/> when there was none.</param>
    public static EventPage OfStream(ImmutableArray<KeptEvent> events, EventStart start, long? next)
    {
        // Counts of refusals stand beyond the chain: whoever follows must not go behind the events that come before them.
        var last = start.Sequence;
        foreach (var kept in events)
        {
            if (kept.Event.Kind != SessionEventKind.Refusals)
            {
                last = Math.Max(last, kept.Event.Sequence);
            }
        }

        return new(events, next is { } sequence ? EventCursor.Of(sequence) : null, EventCursor.Of(last));
    }

    /// <summary>A page in the order of keeping.</summary>
    /// <param name="events">Its events.</param>
    /// <param name="start">Where it began.</param>
    /// <param name="next">Behind which place more may be; <see langword="null"/> when there was none.</param>
    /// <param name="now">When it was read, at the latest.</param>
    public static EventPage OfTime(ImmutableArray<KeptEvent> events, EventStart start, EventPosition? next, DateTimeOffset now)
    {
        // Behind the end everything up to now was seen; otherwise everything up to where the next page begins. Never back behind where this one began.
        var seen = next?.KeptAt ?? now.ToUnixTimeMilliseconds();
        var again = new EventPosition(Math.Max(0, seen - (long)Overlap.TotalMilliseconds), string.Empty, 0);
        var follow = again.KeptAt > start.Position.KeptAt ? again : start.Position;
        return new(events, next is { } position ? EventCursor.Of(position) : null, EventCursor.Of(follow));
    }
}
