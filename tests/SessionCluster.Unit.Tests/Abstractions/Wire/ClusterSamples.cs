using System.Collections.Immutable;
using System.Net;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Sessions;
using SessionCluster.Grains.Silos;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Abstractions.Wire;

/// <summary>What grains send each other, and what the janitor stores: one value of each.</summary>
internal static class ClusterSamples
{
    private static readonly SweepReport Sweep = new()
    {
        Number = 1,
        StartedAt = Sample.Start,
        EndedAt = Sample.Start.AddMinutes(1),
        NextShard = 2,
        Rows = 3,
        Events = 4,
        Ends = 5,
        Subjects = 6,
        EventsDeleted = 7,
        Unreadable = 8,
        Failures = 9,
    };

    private static readonly SealReport Seals = new()
    {
        StartedAt = Sample.Start,
        EndedAt = Sample.Start.AddMinutes(1),
        CurrentKeyId = 2,
        Found = ImmutableDictionary<byte, long>.Empty.Add(1, 5),
        Resealed = 5,
        Type = 1,
        After = "the last row",
    };

    private static readonly ProofLuggage Proofs = new() { Proofs = [1, 2, 3], Nonces = ["a nonce"], DrawnAt = [Sample.Start], ColdSince = Sample.Start };

    public static JanitorState Janitor { get; } = new() { Sweep = Sweep, Former = Sweep, Subject = "the last subject", Seals = Seals, FormerSeals = Seals };

    public static IReadOnlyList<object> All { get; } =
    [
        Janitor,
        new JanitorReport { Interval = TimeSpan.FromHours(1), Sweep = Sweep, Former = Sweep, Seals = Seals, FormerSeals = Seals, Problem = "The storage does not answer.", Silo = "silo-1" },
        RowSamples.Head,
        RowSamples.Segment,
        new ContainmentChange(7, RowSamples.Entry, Removed: true),
        ContainOutcome.Full,
        Proofs,
        new SessionLuggage
        {
            ETag = "7",
            PackedAt = Sample.Start,
            MembershipVersion = 5,
            LastUsedAt = Sample.Start,
            Ended = Sample.Tombstone(),
            Proofs = Proofs,
            Lock = WireParts.Lock,
            Taint = new(2, Sample.Start),
            Callers = [ClientId.Create("orders")],
            HandedOn = 3,
        },
        new ExamineCall(WireParts.Held, Sample.Subject, RenewalPurpose.StepUp),
        new SessionLiveness(LivenessKind.Endable, Sample.Start),
        LifecycleOutcome.Ended,
        new SiloReport
        {
            Address = SiloAddress.New(IPAddress.Loopback, 11_111, 1),
            Name = "silo-1",
            Status = SiloStatus.Active,
            FenceHeld = true,
            FenceEndedBecause = "another silo declared it dead",
            ContainmentVersion = 7,
            SessionsInMemory = 8,
            ValidationsTotal = 9,
            SoftwareVersion = "0.4.0",
            StartedAt = Sample.Start,
        },
    ];
}
