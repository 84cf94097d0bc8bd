using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Rendering;

namespace SessionCluster.Cli.Verbs.Events;

/// <summary>Reads an event as the service wrote it. What no event has is read as unset: its hash then does not fit.</summary>
internal static class EventReader
{
    /// <summary>The event.</summary>
    public static SessionEvent Read(JsonObject value)
    {
        _ = EventId.TryParse(Text(ClaimNames.EventId), out var id);
        _ = EventWords.TryParse(Text(EventNames.Initiator), out InitiatorKind initiator);
        _ = ClientId.TryCreate(Text(ClaimNames.InitiatedBy), out var caller);
        _ = SubjectId.TryCreate(Text(ClaimNames.Subject), out var subject, out _);
        _ = ClientId.TryCreate(Text(ClaimNames.ClientId), out var client);
        _ = SessionClassName.TryCreate(Text(ClaimNames.Class), out var name);
        _ = EventHash.TryParse(Text(EventNames.Previous), out var previous);
        _ = EventHash.TryParse(Text(EventNames.Hash), out var hash);
        return new()
        {
            Stream = Text(EventNames.Stream) ?? string.Empty,
            Sequence = Number(EventNames.Sequence),
            Kind = (SessionEventKind)Number(EventNames.Number),
            At = DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(Number(EventNames.AtMilliseconds), 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())),
            Id = id,
            Initiator = new(initiator, caller),
            Subject = subject,
            ClientId = client,
            Class = name,
            Reason = Text(ClaimNames.Reason),
            Detail = Text(EventNames.Detail),
            Previous = previous,
            Hash = hash,
        };

        string? Text(string member) => MemberText.TextOf(value, member);

        long Number(string member) => value[member] is JsonValue found && found.TryGetValue<long>(out var number) ? number : 0;
    }
}
