namespace SessionCluster.Abstractions.Events;

/// <summary>
/// Verifies the chain of a stream event by event, for whoever reads it page by page: <c>hash = SHA-256(hash of the event before, 32 bytes of zero for the first | the event's bytes)</c>, the bytes as
/// <c>docs/events.md</c> lays them out. Whoever changes, drops or inserts an event has to change every later one, and the head that the row keeps.
/// </summary>
public sealed class EventChainVerifier
{
    private string? _stream;

    /// <summary>Events of the chain so far; the sequence of the latest.</summary>
    public long Count { get; private set; }

    /// <summary>The hash of the latest: what the row's head must be.</summary>
    public EventHash Head { get; private set; }

    /// <summary>Begins behind events that are no longer kept: what is left is verified, and that it follows a hash that somebody gives.</summary>
    /// <param name="count">How many they were.</param>
    /// <param name="head">The hash of their latest.</param>
    public static EventChainVerifier Behind(long count, EventHash head) => new() { Count = count, Head = head };

    /// <summary>The hash that an event must have, whatever it says.</summary>
    public static EventHash HashOf(SessionEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = EventLayout.Write(value, EventHash.Size);
        value.Previous.CopyTo(bytes);
        return EventHash.Of(bytes);
    }

    /// <summary>Takes the next event of the stream. Answers what is wrong with it, or <see langword="null"/>. A count of refusals is passed over.</summary>
    public EventChainBreak? Next(SessionEvent value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (value.Kind == SessionEventKind.Refusals)
        {
            return null;
        }

        var place = Count + 1;
        if (value.Stream != (_stream ??= value.Stream))
        {
            return new(place, EventChainFlaw.Foreign);
        }

        if (value.Sequence != place)
        {
            return new(place, EventChainFlaw.Missing);
        }

        if (value.Previous != Head)
        {
            return new(place, EventChainFlaw.Unchained);
        }

        if (HashOf(value) != value.Hash)
        {
            return new(place, EventChainFlaw.Altered);
        }

        Count = place;
        Head = value.Hash;
        return null;
    }
}
