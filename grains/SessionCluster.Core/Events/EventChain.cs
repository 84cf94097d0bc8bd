using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Core.Events;

/// <summary>Puts events in their place of a stream's chain, which <see cref="EventChainVerifier"/> verifies. Pure.</summary>
public static class EventChain
{
    /// <summary>Adds an event to a ledger: it takes the next place, and an instant to the millisecond. The same ledger and draft give the same event.</summary>
    /// <param name="ledger">The ledger.</param>
    /// <param name="stream">A session's id, or <see cref="SessionEvent.ContainmentStream"/>.</param>
    /// <param name="draft">What happened.</param>
    public static EventLedger Append(EventLedger ledger, string stream, EventDraft draft)
    {
        ArgumentNullException.ThrowIfNull(ledger);
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentNullException.ThrowIfNull(draft);
        var sequence = ledger.Count + 1;
        var entry = Place(stream, sequence, draft) with { Previous = ledger.Head };
        entry = entry with { Hash = EventChainVerifier.HashOf(entry) };
        return new() { Count = sequence, Head = entry.Hash, Waiting = ledger.Waiting.Add(entry) };
    }

    /// <summary>An event that is in no chain: a count of refusals.</summary>
    /// <param name="stream">The session's id.</param>
    /// <param name="sequence">Its place, beyond those of the chain.</param>
    /// <param name="draft">What happened.</param>
    public static SessionEvent Unchained(string stream, long sequence, EventDraft draft)
    {
        ArgumentException.ThrowIfNullOrEmpty(stream);
        ArgumentNullException.ThrowIfNull(draft);
        return Place(stream, sequence, draft);
    }

    /// <summary>Answers the first break of a stream's chain, or <see langword="null"/> when it is whole from its first event on. Counts of refusals, which are in no chain, are passed over.</summary>
    /// <param name="events">Events of one stream in the order of their sequences, from the first on.</param>
    public static EventChainBreak? Verify(IEnumerable<SessionEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        var verifier = new EventChainVerifier();
        foreach (var value in events)
        {
            if (verifier.Next(value) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static SessionEvent Place(string stream, long sequence, EventDraft draft) => new()
    {
        Stream = stream,
        Sequence = sequence,
        Kind = draft.Kind,
        At = DateTimeOffset.FromUnixTimeMilliseconds(draft.At.ToUnixTimeMilliseconds()),
        Id = draft.Id == default ? NameOf(stream, sequence) : draft.Id,
        Initiator = draft.Initiator,
        Subject = draft.Subject,
        ClientId = draft.ClientId,
        Class = draft.Class,
        Reason = draft.Reason,
        Detail = EventText.Clean(draft.Detail),
    };

    // Made of its place, so that composing the write again gives the same.
    private static EventId NameOf(string stream, long sequence)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var place = new byte[Encoding.UTF8.GetByteCount(stream) + 1 + sizeof(long)];
        var length = Encoding.UTF8.GetBytes(stream, place);
        place[length] = (byte)'|';
        BinaryPrimitives.WriteInt64BigEndian(place.AsSpan(length + 1), sequence);
        SHA256.HashData(place, hash);
        return EventId.FromBytes(hash[..EventId.Size]);
    }
}
