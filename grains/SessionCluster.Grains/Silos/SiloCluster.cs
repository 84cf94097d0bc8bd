using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Silos;

/// <summary>What grains ask about the cluster around them, on the clock of the runtime.</summary>
internal sealed class SiloCluster(
    IQuarantine quarantine,
    DeathWatch deaths,
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock)
{
    public IQuarantine Quarantine => quarantine;

    public DateTimeOffset Now => clock.GetUtcNow();

    public long Timestamp => clock.GetTimestamp();

    /// <summary>The membership that deaths are known for.</summary>
    public long Version => deaths.Current.Version.Value;

    public bool HasAnotherActiveSilo
    {
        get
        {
            foreach (var member in membership.CurrentSnapshot.Members.Values)
            {
                if (member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
                {
                    return true;
                }
            }

            return false;
        }
    }

    public TimeSpan ElapsedSince(long timestamp) => clock.GetElapsedTime(timestamp);

    public bool AnyUncleanDeathSince(long version) => deaths.Current.AnyUncleanSince(new(version));

    /// <summary>Waits, or until that is called off.</summary>
    public async Task DelayAsync(TimeSpan span, CancellationToken cancellationToken) =>
        await Task.Delay(span, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
}
