using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Signals;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Budgets;
using SessionCluster.Core.Classes;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>Stored rows: as this version writes them with no member left at its default, and as former versions knew them.</summary>
internal static class RowSamples
{
    private static readonly Derivation Derivation = new(1, [1, 2, 3], Digest128.Of("a rotation"));

    /// <summary>A session as version 0.1 knew it.</summary>
    public static SessionState FirstSession { get; } = Sample.State() with { Budget = new UseBudget(64, 8), Tombstone = Sample.Tombstone() };

    /// <summary>A session as version 0.3 knew it.</summary>
    public static SessionState BoundSession { get; } = FirstSession with
    {
        Facts = WireParts.Facts with { Human = false },
        Possession = new() { Verification = ProofVerification.Silo, ProofLifetime = TimeSpan.FromSeconds(30), ReplayEntries = 64, NonceAlways = true, IsProven = true },
        Context = new(WireParts.Context, ContextAction.Lock),
        Lock = WireParts.Lock,
        Introspectable = true,
    };

    public static SessionState Session { get; } = BoundSession with
    {
        Facts = WireParts.Facts,
        RotationTerms = new(TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(10)),
        Rotation = new()
        {
            Generation = 2,
            RotatedAt = Sample.Start,
            Pending = [new(SecretHash.Of(SecretDigest.Of("the next secret"u8)), Derivation)],
            Former = new(SecretHash.Of(SecretDigest.Of("the former secret"u8)), Sample.Start.AddSeconds(10), Sample.Start.AddSeconds(20), Derivation),
            Older = [7],
        },
        TaintedAt = Sample.Start,
        Device = WireParts.Device,
        Events = WireParts.Ledger,
        LocksFrom = RiskLevel.High,
        StepUps = 2,
    };

    /// <summary>A subject as version 0.1 knew it.</summary>
    public static SubjectState FirstSubject { get; } = new()
    {
        Key = Sample.Subject.Key,
        Subject = Sample.Subject,
        Epoch = 5,
        Contained = 4,
        CutOff = new(5, Sample.Start, Sample.Order, Sample.EventId),
        Sessions = [new ListedSession(Sample.Id, SessionClassName.Create("interactive"), 4)],
        Events = [AdmittedEvent.Of("event-1", Sample.Start.AddSeconds(605))],
    };

    /// <summary>A subject as version 0.3 knew it.</summary>
    public static SubjectState BoundSubject { get; } = FirstSubject with { Sessions = [FirstSubject.Sessions[0] with { KeyHash = 7 }] };

    public static SubjectState Subject { get; } = BoundSubject with { CutOff = BoundSubject.CutOff! with { Kept = Sample.Id } };

    public static ContainmentEntry Entry { get; } = new(7, ContainmentDimension.Subject, Sample.Subject.Key.ToString(), 5) { Kept = Sample.Id, Lock = WireParts.LockEntry };

    public static ContainmentHead Head { get; } = new() { Version = 7, Segments = 2, Events = WireParts.Ledger };

    public static ContainmentSegment Segment { get; } = new() { Index = 1, Entries = [Entry], Owed = [new OwedEvent(7, WireParts.Event)] };
}
