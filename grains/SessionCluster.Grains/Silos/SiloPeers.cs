using Orleans.Runtime.Services;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Grains.Silos;

/// <summary>Reaches the service of one silo.</summary>
internal sealed class SiloPeers(IServiceProvider services) : GrainServiceClient<ISiloService>(services), ISiloPeers, ISiloReports
{
    public Task<bool> OfferAsync(SiloAddress silo, ContainmentChange change) => GetGrainService(silo).OfferChange(change);

    public Task AnnounceLeaveAsync(SiloAddress silo, SiloAddress leaving) => GetGrainService(silo).AnnounceLeave(leaving);

    public Task<SiloReport> ReadAsync(SiloAddress silo) => GetGrainService(silo).GetStatus();
}
