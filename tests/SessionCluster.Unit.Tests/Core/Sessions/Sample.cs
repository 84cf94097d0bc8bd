using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

/// <summary>A live session, 12 h and 30 min, and a presentation of its token that is accepted.</summary>
internal static class Sample
{
    public const byte KeyId = 3;

    public const uint KeyMask = 1u << KeyId;

    public static readonly DateTimeOffset Start = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    public static readonly TimeSpan Absolute = TimeSpan.FromHours(12);

    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(30);

    public static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static readonly byte[] Secret = [.. Enumerable.Range(0x40, 32).Select(value => (byte)value)];

    public static readonly SecretDigest Digest = SecretDigest.Of(Secret);

    public static readonly SessionId Id = SessionId.Create(0x5a, Start + Absolute, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);

    public static readonly EventId EventId = EventId.FromBytes([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16]);

    public static readonly RevocationOrder Order = new(RevocationReason.Other, "a laptop was lost", EndInitiator.By(ClientId.Create("helpdesk")));

    public static readonly SubjectId Subject = SubjectOf("alice");

    public static SubjectId SubjectOf(string text) => SubjectId.TryCreate(text, out var subject, out var problem) ? subject : throw new ArgumentException(problem);

    public static ScopeSet Scope(string text) => ScopeSet.TryParse(text, out var scope) ? scope : throw new ArgumentException(text);

    public static SessionAttributes Attributes(string name, string value) =>
        SessionAttributes.TryCreate(new Dictionary<string, string> { [name] = value }, out var attributes) ? attributes : throw new ArgumentException(name);

    public static SessionFacts Facts() => new()
    {
        Id = Id,
        Subject = Subject,
        Class = SessionClassName.Create("interactive"),
        ClientId = ClientId.Create("shop"),
        Scope = Scope("orders.read orders.write"),
        Audiences = [Audience.Create("orders"), Audience.Create("billing")],
        Assurance = AssuranceLevel.Aal2,
        Methods = ["pwd", "otp"],
        AuthenticatedAt = Start.AddMinutes(-1),
        IssuedAt = Start,
        AbsoluteDeadline = Start + Absolute,
        IdleTimeout = Idle,
        Attributes = Attributes("plan", "gold"),
    };

    public static SessionState State() => new()
    {
        Id = Id,
        Facts = Facts(),
        SubjectKey = Subject.Key,
        SecretHash = SecretHash.Of(Digest),
        EstablishedBy = ClientId.Create("login"),
        AdmissionEpoch = 4,
        EdgeKeyId = KeyId,
        LastUsedAt = Start,
    };

    public static SessionTombstone Tombstone() => SessionRules.Terminate(State(), Order, EventId, Start.AddMinutes(5));

    public static SessionUsage Usage(DateTimeOffset? lastUsedAt = null, int uses = 0, SessionTombstone? tombstone = null) => new(lastUsedAt ?? Start, uses, tombstone);

    public static SessionPresentation Presentation() => new(Digest, Audience.Create("orders"), SessionActivity.User, ValidationRequirements.None, KeyMask);

    public static SessionDecision Decide(SessionState? state = null, SessionUsage? usage = null, ContainmentSnapshot? containment = null, SessionPresentation? presentation = null, DateTimeOffset? now = null) =>
        SessionRules.Decide(state ?? State(), usage ?? Usage(), containment ?? ContainmentSnapshot.Empty, presentation ?? Presentation(), now ?? Start);
}
