using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Silos;

/// <summary>What this silo says about itself.</summary>
internal sealed class SiloSelf(
    ILocalSiloDetails silo,
    ISiloStatusOracle oracle,
    ISiloFence fence,
    SiloFence ownFence,
    SiloContainment containment,
    SiloActivations activations,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    private static readonly string Version = typeof(SiloSelf).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    private readonly DateTimeOffset _startedAt = clock.GetUtcNow();

    public SiloReport Report() => new()
    {
        Address = silo.SiloAddress,
        Name = silo.Name,
        Status = oracle.CurrentStatus,
        FenceHeld = fence.TryGetTerm(out _),
        FenceEndedBecause = ownFence.EndedBecause,
        ContainmentVersion = containment.Current.Version,
        SessionsInMemory = activations.Sessions,
        ValidationsTotal = activations.Validations.Total,
        SoftwareVersion = Version,
        StartedAt = _startedAt,
    };
}
