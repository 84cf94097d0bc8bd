using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.Unit.Tests.Storage.Events;

/// <summary>Events to keep.</summary>
internal static class EventSamples
{
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 11, 59, 59, 500, TimeSpan.Zero);

    public static string NewStream() => Guid.NewGuid().ToString("N");

    public static SubjectId Subject(string name) => SubjectId.TryCreate(name, out var subject, out _) ? subject : throw new ArgumentException(name);

    /// <summary>A stream's first events, chained: an establishment, rotations, a revocation with everything an event can have.</summary>
    public static ImmutableArray<SessionEvent> Chain(string stream, int count, string? subject = "ada")
    {
        var ledger = EventLedger.Empty;
        for (var place = 1; place <= count; place++)
        {
            ledger = EventChain.Append(ledger, stream, Draft(place == 1 ? SessionEventKind.Established : place == count ? SessionEventKind.Revoked : SessionEventKind.Rotated, subject));
        }

        return ledger.Waiting;
    }

    public static SessionEvent Refusals(string stream, long sequence, string? subject = "ada") => EventChain.Unchained(stream, sequence, Draft(SessionEventKind.Refusals, subject));

    public static EventDraft Draft(SessionEventKind kind, string? subject) => new(kind, Start, kind == SessionEventKind.Revoked ? EndInitiator.By(ClientId.Create("ops")) : EndInitiator.Policy)
    {
        Subject = subject is null ? default : Subject(subject),
        ClientId = ClientId.Create("app"),
        Class = SessionClassName.Create("interactive"),
        Reason = kind == SessionEventKind.Revoked ? "other" : null,
        Detail = kind == SessionEventKind.Revoked ? "'; DROP TABLE SessionEvents; -- \" é 🔑" : null,
    };

    public static (string, long) Place(KeptEvent kept) => (kept.Event.Stream, kept.Event.Sequence);

    public static (string, long) Place(SessionEvent value) => (value.Stream, value.Sequence);
}
