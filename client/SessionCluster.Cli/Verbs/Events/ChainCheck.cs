using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Events;
using SessionCluster.Cli.Rendering;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary>What a stream is worth.</summary>
/// <param name="IsWhole">Whether it is what was recorded, as far as that can be told.</param>
/// <param name="IsFinal">Whether looking again can't change it.</param>
/// <param name="Count">The sequence of its last event.</param>
/// <param name="Head">The hash of its last event.</param>
/// <param name="Sentence">What was found.</param>
internal sealed record ChainCheck(bool IsWhole, bool IsFinal, long Count, EventHash Head, string Sentence)
{
    private const string RowEvents = "events";
    private const string RowCount = "count";
    private const string RowHead = "head";

    /// <summary>Checks it.</summary>
    /// <param name="events">The stream, in the order of its sequences.</param>
    /// <param name="row">The answer that tells how many there are: of the session, or of the locks for the containment; <see langword="null"/> when the session has no row.</param>
    /// <param name="options">What was asked.</param>
    public static ChainCheck Of(IEnumerable<SessionEvent> events, JsonObject? row, EventsOptions options)
    {
        var verifier = new EventChainVerifier();
        var (isFirst, gone) = (true, 0L);
        foreach (var value in events)
        {
            if (isFirst && options.PastRetention && value is { Kind: not SessionEventKind.Refusals, Sequence: > 1 })
            {
                gone = value.Sequence - 1;
                verifier = EventChainVerifier.Behind(gone, value.Previous);
            }

            isFirst = false;
            var flaw = value.Stream == options.Stream ? verifier.Next(value)?.Flaw : EventChainFlaw.Foreign;
            if (flaw is { } found)
            {
                var place = verifier.Count + 1;
                return new(false, true, verifier.Count, verifier.Head, $"Broken at {place}: {SentenceOf(found)}.");
            }
        }

        return End(verifier, gone, row, options);
    }

    private static ChainCheck End(EventChainVerifier verifier, long gone, JsonObject? row, EventsOptions options)
    {
        var (count, head) = (verifier.Count, verifier.Head);
        var what = gone == 0 ? $"The {count} events of {options.Stream} are as they were recorded" : $"Events {gone + 1} to {count} of {options.Stream} are as they were recorded, the {gone} before are gone";
        var keeper = options.Stream == SessionEvent.ContainmentStream ? "the head of the containment log" : "the session's row";
        if (row?[RowEvents] is not JsonObject kept)
        {
            return count == 0
                ? new(false, true, 0, head, $"There are no events of {options.Stream}.")
                : new(true, true, count, head, $"{what}. There is nothing to compare their end with: whether the latest were cut off can't be told.");
        }

        var expected = kept[RowCount] is JsonValue number && number.TryGetValue<long>(out var counted) ? counted : -1;
        if (expected == count && MemberText.TextOf(kept, RowHead) == head.ToString())
        {
            return new(true, true, count, head, $"{what}, and end as {keeper} says.");
        }

        var sentence = expected > count ? $"Broken at {count + 1}: {keeper} counts {expected} events, and {count} are kept; the latest were cut off, or are not handed on yet."
            : expected == count ? $"Broken at {count}: {keeper} has another hash for it; every event was written anew."
            : $"Broken at {expected + 1}: {count} events are kept, and {keeper} counts {expected}; the row was restored, or events were added.";
        return new(false, false, count, head, sentence);
    }

    private static string SentenceOf(EventChainFlaw flaw) => flaw switch
    {
        EventChainFlaw.Missing => "it is missing, or one stands there that belongs elsewhere (the oldest go when they are past their retention: --past-retention)",
        EventChainFlaw.Unchained => "it does not follow the one before, which was altered together with its hash, or it was put there",
        EventChainFlaw.Altered => "it is not what was recorded",
        _ => "an event of another stream stands there",
    };
}
