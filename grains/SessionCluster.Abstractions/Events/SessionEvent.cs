using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;

namespace SessionCluster.Abstractions.Events;

/// <summary>
/// Something that happened to a session, or to the containment of the cluster. Written together with the change itself, and handed on at least once; (<see cref="Stream"/>, <see cref="Sequence"/>) names it, so that
/// a repetition is noticed. Events of a stream are chained: each holds the hash of the one before.
/// </summary>
[GenerateSerializer, Immutable, Alias("sc.SessionEvent")]
public sealed record SessionEvent
{
    /// <summary>The stream of the cluster's containment.</summary>
    public const string ContainmentStream = "containment";

    /// <summary>The stream of refusals that were counted for no session in particular, because a silo's ledger of them was full.</summary>
    public const string RefusalStream = "refusals";

    /// <summary>From here on sequences are those of counts of refusals, which are in no chain: 2^52.</summary>
    public const long FirstRefusalSequence = 1L << 52;

    /// <summary>The session's id, 32 hexadecimal characters; or <see cref="ContainmentStream"/> or <see cref="RefusalStream"/>.</summary>
    [Id(0)]
    public required string Stream { get; init; }

    /// <summary>1, 2, 3 and so on, without a gap; of <see cref="SessionEventKind.Refusals"/>, which may come from several silos, a number from <see cref="FirstRefusalSequence"/> on that names it.</summary>
    [Id(1)]
    public required long Sequence { get; init; }

    /// <summary>What happened.</summary>
    [Id(2)]
    public required SessionEventKind Kind { get; init; }

    /// <summary>When it was decided, by the deciding silo's clock; in whole milliseconds.</summary>
    [Id(3)]
    public required DateTimeOffset At { get; init; }

    /// <summary>Names it for ever; of an ending, the receipt's.</summary>
    [Id(4)]
    public required EventId Id { get; init; }

    /// <summary>On whose word.</summary>
    [Id(5)]
    public required EndInitiator Initiator { get; init; }

    /// <summary>Whose session; unset where it is nobody's.</summary>
    [Id(6)]
    public SubjectId Subject { get; init; }

    /// <summary>The client that holds the session; unset where there is none.</summary>
    [Id(7)]
    public ClientId ClientId { get; init; }

    /// <summary>The session's class; unset where there is none.</summary>
    [Id(8)]
    public SessionClassName Class { get; init; }

    /// <summary>Why, as a word of the wire: a revocation reason, a refusal's code or a rule's name; <see langword="null"/> where the kind says it all.</summary>
    [Id(9)]
    public string? Reason { get; init; }

    /// <summary>Somebody's words, or a number as text; at most 256 characters without control characters; <see langword="null"/> for none.</summary>
    [Id(10)]
    public string? Detail { get; init; }

    /// <summary>The hash of the event before in the stream; of the first, and of <see cref="SessionEventKind.Refusals"/>, unset.</summary>
    [Id(11)]
    public EventHash Previous { get; init; }

    /// <summary>SHA-256 over <see cref="Previous"/> and every member above, in the layout of <c>docs/events.md</c>; unset for <see cref="SessionEventKind.Refusals"/>.</summary>
    [Id(12)]
    public EventHash Hash { get; init; }
}
