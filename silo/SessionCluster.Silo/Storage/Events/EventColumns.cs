using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Storage.Events;

/// <summary>
/// The columns of an event, the same in every store and in clear, so that whoever operates it can read them with its own tools. What somebody put there that no event could have is read as unset: the chain
/// then shows it, and the rest of the page is still answered.
/// </summary>
internal sealed record EventColumns
{
    public required string Stream { get; init; }

    public required long Sequence { get; init; }

    public required long KeptAt { get; init; }

    public required int Kind { get; init; }

    public required long At { get; init; }

    public string? Id { get; init; }

    public required int Initiator { get; init; }

    public string? InitiatorClient { get; init; }

    public string? Subject { get; init; }

    public string? ClientId { get; init; }

    public string? Class { get; init; }

    public string? Reason { get; init; }

    public string? Detail { get; init; }

    public string? Previous { get; init; }

    public string? Hash { get; init; }

    /// <summary>Its place in the order of keeping.</summary>
    public EventPosition Position => new(KeptAt, Stream, Sequence);

    /// <summary>The columns of an event.</summary>
    public static EventColumns Of(SessionEvent value, long keptAt) => new()
    {
        Stream = value.Stream,
        Sequence = value.Sequence,
        KeptAt = keptAt,
        Kind = (int)value.Kind,
        At = value.At.ToUnixTimeMilliseconds(),
        Id = value.Id.ToString(),
        Initiator = (int)value.Initiator.Kind,
        InitiatorClient = Text(value.Initiator.Client.Value),
        Subject = Text(value.Subject.Value),
        ClientId = Text(value.ClientId.Value),
        Class = Text(value.Class.Value),
        Reason = value.Reason,
        Detail = value.Detail,
        Previous = Text(value.Previous),
        Hash = Text(value.Hash),
    };

    /// <summary>The event.</summary>
    public KeptEvent ToEvent()
    {
        _ = Abstractions.Identifiers.EventId.TryParse(Id, out var id);
        _ = EventHash.TryParse(Previous, out var previous);
        _ = EventHash.TryParse(Hash, out var hash);
        _ = SubjectId.TryCreate(Subject, out var subject, out _);
        _ = Abstractions.Identifiers.ClientId.TryCreate(InitiatorClient, out var initiator);
        _ = Abstractions.Identifiers.ClientId.TryCreate(ClientId, out var client);
        _ = SessionClassName.TryCreate(Class, out var name);
        return new(
            new()
            {
                Stream = Stream,
                Sequence = Sequence,
                Kind = (SessionEventKind)Kind,
                At = Instant(At),
                Id = id,
                Initiator = new((InitiatorKind)Initiator, initiator),
                Subject = subject,
                ClientId = client,
                Class = name,
                Reason = Reason,
                Detail = Detail,
                Previous = previous,
                Hash = hash,
            },
            Instant(KeptAt));
    }

    private static DateTimeOffset Instant(long milliseconds) =>
        DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(milliseconds, DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));

    private static string? Text(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static string? Text(EventHash hash) => hash.IsUnset ? null : hash.ToString();
}
