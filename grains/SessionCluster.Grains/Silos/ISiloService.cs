using Orleans.Services;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Grains.Silos;

/// <summary>
/// What silos ask one another, each by its address: no directory, no placement, no activation that could be elsewhere. Not for clients: the call filter refuses them.
/// </summary>
[GrainInterfaceType("sc.silo"), Alias("sc.ISiloService")]
internal interface ISiloService : IGrainService
{
    /// <summary>Brings the silo's containment set to a version that has landed (P-C1). Answers true once validations of that silo see it.</summary>
    [Alias("OfferChange"), ResponseTimeout("00:00:04")]
    Task<bool> OfferChange(ContainmentChange change);

    /// <summary>Another silo has given its fence up for good and leaves: its death is no reason to wait (P-F5).</summary>
    [Alias("AnnounceLeave"), ResponseTimeout("00:00:01")]
    Task AnnounceLeave(SiloAddress leaving);

    /// <summary>What the silo says about itself.</summary>
    [Alias("GetStatus"), ResponseTimeout("00:00:01")]
    Task<SiloReport> GetStatus();
}
