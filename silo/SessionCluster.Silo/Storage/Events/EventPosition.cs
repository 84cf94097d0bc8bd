using System.Globalization;

namespace SessionCluster.Silo.Storage.Events;

/// <summary>A place in the order in which events are kept: by the millisecond, and within one by stream and sequence, so that every event has a place of its own.</summary>
/// <param name="KeptAt">When, in Unix milliseconds.</param>
/// <param name="Stream">The stream; empty for the place before every event of that millisecond.</param>
/// <param name="Sequence">The place in the stream.</param>
internal readonly record struct EventPosition(long KeptAt, string Stream, long Sequence)
{
    /// <summary>Before every event that is kept at an instant or later; before the first for <see langword="null"/>.</summary>
    public static EventPosition Before(DateTimeOffset? instant) => new(Math.Max(0, instant is { } given ? MillisecondsOf(given) : 0), string.Empty, 0);

    /// <summary>The first whole millisecond at or after an instant.</summary>
    public static long MillisecondsOf(DateTimeOffset instant)
    {
        var milliseconds = instant.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(milliseconds) < instant ? milliseconds + 1 : milliseconds;
    }

    /// <summary>As a key that sorts so: fixed widths, without what a table's key may not have. The bar sorts after every stream, so the place before all of a millisecond has none.</summary>
    public string ToKey() => Stream.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"{KeptAt:D15}") : string.Create(CultureInfo.InvariantCulture, $"{KeptAt:D15}|{Stream}|{Sequence:D19}");
}
