using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Grains.Containment;

/// <summary>What the containment grain works with.</summary>
internal sealed class ContainmentGrainServices(
    RowStore rows,
    ContainmentIntake intake,
    ContainmentPush push,
    SiloContainment containment,
    ISiloFence fence,
    EventOutlet events,
    SiloActivations activations,
    IGrainFactory grains,
    TimeProvider clock,
    ILogger<ContainmentGrain> logger)
{
    public RowStore Rows => rows;

    public ContainmentIntake Intake => intake;

    public ContainmentPush Push => push;

    /// <summary>What validations of this silo see.</summary>
    public SiloContainment Containment => containment;

    public ISiloFence Fence => fence;

    public EventOutlet Events => events;

    public SiloActivations Activations => activations;

    public IGrainFactory Grains => grains;

    public TimeProvider Clock => clock;

    public ILogger Logger => logger;
}
