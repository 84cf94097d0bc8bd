using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Grains.Silos;

/// <summary>Answers other silos.</summary>
internal sealed class SiloService(GrainId id, Silo silo, ILoggerFactory loggers, ContainmentIntake intake, DeathWatch deaths, SiloSelf self) : GrainService(id, silo, loggers), ISiloService
{
    public Task<bool> OfferChange(ContainmentChange change) => intake.TakeAsync(change);

    public Task AnnounceLeave(SiloAddress leaving)
    {
        deaths.Announced(leaving);
        return Task.CompletedTask;
    }

    public Task<SiloReport> GetStatus() => Task.FromResult(self.Report());
}
