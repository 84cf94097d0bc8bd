using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Silo.Endpoints.Reading;
using SessionCluster.Silo.Endpoints.Writing;

namespace SessionCluster.Silo.Endpoints.Events;

/// <summary>The members of events.</summary>
internal static class EventsMembers
{
    /// <summary>One event.</summary>
    public static MemberTable Event { get; } = new(
        new Member(EventNames.Stream, MemberKind.Text, "the session's handle, or containment") { IsRequired = true },
        new Member(EventNames.Sequence, MemberKind.Integer, "its place in the stream; with stream it names the event") { IsRequired = true },
        new Member(EventNames.Type, MemberKind.Text, "what happened") { IsRequired = true, Words = [.. Enum.GetValues<SessionEventKind>().Select(EventWords.Of), EventJson.Unknown] },
        new Member(EventNames.Number, MemberKind.Integer, "the same as a stable number") { IsRequired = true },
        new Member(ClaimNames.EventId, MemberKind.Text, "names it for ever; of an ending, as in the receipt") { IsRequired = true },
        new Member(EventNames.At, MemberKind.Integer, "when it was decided, in Unix seconds") { IsRequired = true },
        new Member(EventNames.AtMilliseconds, MemberKind.Integer, "when it was decided, in Unix milliseconds, as the hash covers it") { IsRequired = true },
        new Member(EventNames.KeptAt, MemberKind.Integer, "when it was first kept, in Unix seconds") { IsRequired = true },
        new Member(EventNames.Initiator, MemberKind.Text, "on whose word") { IsRequired = true, Words = [.. Enum.GetValues<InitiatorKind>().Select(EventWords.Of), EventJson.Unknown] },
        new Member(ClaimNames.InitiatedBy, MemberKind.Text, "the client on whose word, with initiator client"),
        new Member(ClaimNames.Subject, MemberKind.Text, "whose session"),
        new Member(ClaimNames.ClientId, MemberKind.Text, "the client that holds the session"),
        new Member(ClaimNames.Class, MemberKind.Text, "the session's class"),
        new Member(ClaimNames.Reason, MemberKind.Text, "why, as a word"),
        new Member(EventNames.Detail, MemberKind.Text, "somebody's words, or a number"),
        new Member(EventNames.Previous, MemberKind.Text, "the hash of the event before; left out of the first"),
        new Member(EventNames.Hash, MemberKind.Text, "the hash of this event and of those before; left out of refusals"));

    /// <summary>A page.</summary>
    public static MemberTable Answer { get; } = new(
        new Member(EventNames.Events, MemberKind.Objects, "events: of a stream in the order of their sequences, otherwise in the order in which they were kept") { IsRequired = true, Members = Event },
        new Member(ClaimNames.Next, MemberKind.Text, "send it as after to get the next page; left out on the last. A page may be short, or empty, and have one"));
}
