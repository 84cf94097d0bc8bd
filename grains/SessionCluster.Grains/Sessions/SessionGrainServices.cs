using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Possession;
using SessionCluster.Grains.Silos;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Grains.Sessions;

/// <summary>What all session grains of a silo share: one reference per activation instead of ten.</summary>
internal sealed class SessionGrainServices(
    RowStore rows,
    ISiloFence fence,
    SiloContainment containment,
    ISessionDecider decider,
    EdgeRing edgeRing,
    TimeProvider clock,
    SessionInstruments instruments,
    SiloActivations activations,
    SiloCluster cluster,
    SiloProofs proofs,
    IProofMemories proofMemories,
    ClusterUris uris,
    ISuccessors successors,
    EventOutlet events,
    RefusalLedger refusals,
    ILogger<SessionGrain> logger)
{
    public RowStore Rows => rows;

    public ISiloFence Fence => fence;

    public SiloContainment Containment => containment;

    public ISessionDecider Decider => decider;

    public EdgeRing EdgeRing => edgeRing;

    public TimeProvider Clock => clock;

    public SessionInstruments Instruments => instruments;

    public SiloActivations Activations => activations;

    public SiloCluster Cluster => cluster;

    public SiloProofs Proofs => proofs;

    public IProofMemories ProofMemories => proofMemories;

    public ClusterUris Uris => uris;

    public ISuccessors Successors => successors;

    public EventOutlet Events => events;

    public RefusalLedger Refusals => refusals;

    public ILogger Logger => logger;

    public static Abstractions.Identifiers.EventId NewEventId()
    {
        Span<byte> bytes = stackalloc byte[Abstractions.Identifiers.EventId.Size];
        RandomNumberGenerator.Fill(bytes);
        return Abstractions.Identifiers.EventId.FromBytes(bytes);
    }
}
