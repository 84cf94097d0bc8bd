using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Core.Events;

/// <summary>An event before it has its place in a stream.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Initiator">On whose word.</param>
public sealed record EventDraft(SessionEventKind Kind, DateTimeOffset At, EndInitiator Initiator)
{
    /// <summary>Names it, when something names it already, as a receipt does; unset: named for its place in the stream.</summary>
    public EventId Id { get; init; }

    /// <summary>Whose session; unset where it is nobody's.</summary>
    public SubjectId Subject { get; init; }

    /// <summary>The client that holds the session; unset where there is none.</summary>
    public ClientId ClientId { get; init; }

    /// <summary>The session's class; unset where there is none.</summary>
    public SessionClassName Class { get; init; }

    /// <summary>Why, as a word of the wire; <see langword="null"/> where the kind says it all.</summary>
    public string? Reason { get; init; }

    /// <summary>Somebody's words, made safe when the event is appended; <see langword="null"/> for none.</summary>
    public string? Detail { get; init; }
}
