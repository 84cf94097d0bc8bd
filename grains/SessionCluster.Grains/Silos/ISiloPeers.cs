using SessionCluster.Grains.Containment;

namespace SessionCluster.Grains.Silos;

/// <summary>Calls to other silos. A call that is not answered throws.</summary>
internal interface ISiloPeers
{
    /// <inheritdoc cref="ISiloService.OfferChange"/>
    Task<bool> OfferAsync(SiloAddress silo, ContainmentChange change);

    /// <inheritdoc cref="ISiloService.AnnounceLeave"/>
    Task AnnounceLeaveAsync(SiloAddress silo, SiloAddress leaving);
}
