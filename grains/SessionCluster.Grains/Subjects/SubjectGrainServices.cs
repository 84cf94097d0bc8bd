using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Assurance;
using SessionCluster.Core.Classes;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Possession;
using SessionCluster.Grains.Silos;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Grains.Subjects;

/// <summary>What all subject grains of a silo share.</summary>
internal sealed class SubjectGrainServices(
    RowStore rows,
    ISiloFence fence,
    SiloContainment containment,
    SessionClassCatalog classes,
    AssuranceTable assurance,
    IOptions<AdmissionOptions> admission,
    SubjectPeers peers,
    TimeProvider clock,
    SessionInstruments instruments,
    SiloActivations activations,
    SiloCluster cluster,
    SiloProofs proofs,
    ILogger<SubjectGrain> logger)
{
    public RowStore Rows => rows;

    public ISiloFence Fence => fence;

    public SiloContainment Containment => containment;

    public SessionClassCatalog Classes => classes;

    public AssuranceTable Assurance => assurance;

    public AdmissionOptions Admission => admission.Value;

    public SubjectPeers Peers => peers;

    public TimeProvider Clock => clock;

    public SessionInstruments Instruments => instruments;

    public SiloActivations Activations => activations;

    public SiloCluster Cluster => cluster;

    public SiloProofs Proofs => proofs;

    public ILogger Logger => logger;
}
