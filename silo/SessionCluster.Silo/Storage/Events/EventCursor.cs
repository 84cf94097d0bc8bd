using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Storage.Events;

/// <summary>
/// Where a page begins, as text: <c>s.SEQUENCE</c> within a stream, <c>t.MILLISECONDS.STREAM.SEQUENCE</c> in the order of keeping. It comes back from outside, so nothing but exactly this is one.
/// It says only where: whose events are answered is the query's to say each time.
/// </summary>
internal static class EventCursor
{
    // The last millisecond of the year 9999, the last that an instant can be.
    private const long LastMillisecond = 253_402_300_799_999;
    private const int LongestStream = 32;

    /// <summary>Behind a sequence of a stream.</summary>
    public static string Of(long sequence) => string.Create(CultureInfo.InvariantCulture, $"s.{sequence}");

    /// <summary>Behind a place in the order of keeping.</summary>
    public static string Of(EventPosition position) => string.Create(CultureInfo.InvariantCulture, $"t.{position.KeptAt}.{position.Stream}.{position.Sequence}");

    /// <summary>Where a query begins: behind its cursor, and otherwise at its first instant.</summary>
    /// <returns>False: the cursor is none, or none of such a query.</returns>
    public static bool TryRead(EventQuery query, [NotNullWhen(true)] out EventStart? start)
    {
        start = query switch
        {
            { After: null, Stream: null } => new(0, EventPosition.Before(query.From)),
            { After: null } => new(0, default),
            { After: var text, Stream: null } => TryParse(text, out EventPosition position) ? new(0, position) : null,
            { After: var text } => TryParse(text, out long sequence) ? new(sequence, default) : null,
        };
        return start is not null;
    }

    private static bool TryParse(string text, out long sequence) => TryNumber(text.StartsWith("s.", StringComparison.Ordinal) ? text.AsSpan(2) : [], long.MaxValue, out sequence);

    private static bool TryParse(string text, out EventPosition position)
    {
        position = default;
        var parts = text.Split('.', 5);
        if (parts is not ["t", var instant, var stream, var place] || !TryNumber(instant, LastMillisecond, out var keptAt) || !TryNumber(place, long.MaxValue, out var sequence) || !IsStream(stream))
        {
            return false;
        }

        position = new(keptAt, stream, sequence);
        return true;
    }

    /// <summary>Of streams that there can be, or none.</summary>
    private static bool IsStream(string text) => text.Length <= LongestStream && !text.AsSpan().ContainsAnyExceptInRange('0', 'z') && text.All(char.IsAsciiLetterOrDigit);

    // One way to write each: no signs, no leading zeros, no blanks.
    private static bool TryNumber(ReadOnlySpan<char> text, long most, out long value) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value <= most && (text.Length == 1 || text[0] != '0');
}
