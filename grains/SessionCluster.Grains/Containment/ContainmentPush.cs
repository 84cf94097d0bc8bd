using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;
using SessionCluster.Grains.Silos;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Containment;

/// <summary>
/// Brings a change that has landed in force in every silo (P-C1): when each has confirmed it, or 1.1 T after the landing, when the fence of a silo that did not has run out. A fence that was renewed
/// since began its reading before the landing, or loaded the change with it.
/// </summary>
internal sealed partial class ContainmentPush(
    IMembershipTable table,
    ILocalSiloDetails silo,
    IClusterMembershipService membership,
    ISiloPeers peers,
    DeathWatch deaths,
    SessionInstruments instruments,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    ILogger<ContainmentPush> logger)
{
    /// <summary>The moment from which 1.1 T count: to be taken once the change has landed, not when its write was sent.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>Completes when no silo answers any more without the change.</summary>
    public async Task BringInForceAsync(ContainmentChange change, long landedAt)
    {
        var confirming = ConfirmAsync(change);
        var rest = SiloFence.SafeWait - clock.GetElapsedTime(landedAt);
        var lapse = rest > TimeSpan.Zero ? Task.Delay(rest, clock) : Task.CompletedTask;
        var confirmed = await Task.WhenAny(confirming, lapse) == confirming && await confirming;
        if (!confirmed)
        {
            await lapse;
            LogLapsed(change.Version);
        }

        instruments.ContainmentPushed(confirmed);
    }

    /// <summary>Tells the other silos of a change that nobody waits for: what is told late costs them a loading of the log, and no answer (P-C2).</summary>
    public void Tell(ContainmentChange change)
    {
        foreach (var member in membership.CurrentSnapshot.Members.Values)
        {
            if (member.Status == SiloStatus.Active && !member.SiloAddress.Equals(silo.SiloAddress))
            {
                _ = OfferAsync(member.SiloAddress, change);
            }
        }
    }

    /// <summary>
    /// Asks every silo of the membership table, which is read after the landing: one whose row is not there yet reads its row later, and the containment version after that (P-F1). The dead are asked
    /// too, and do not answer: a paused one may hold its fence. Only those whose death this silo saw 1.1 T ago are left out, for their last renewal began before that, and those that gave it up.
    /// </summary>
    private async Task<bool> ConfirmAsync(ContainmentChange change)
    {
        try
        {
            var rows = await table.ReadAllAsync(CancellationToken.None);
            var others = rows.Members.Select(row => row.Item1.SiloAddress).Where(other => !other.Equals(silo.SiloAddress) && !deaths.IsHarmless(other));
            return Array.TrueForAll(await Task.WhenAll(others.Select(other => OfferAsync(other, change))), confirmed => confirmed);
        }
        catch (Exception exception)
        {
            LogTableNotRead(exception.Message);
            return false;
        }
    }

    private async Task<bool> OfferAsync(SiloAddress other, ContainmentChange change)
    {
        try
        {
            return await peers.OfferAsync(other, change);
        }
        catch (Exception exception)
        {
            LogNotConfirmed(other, change.Version, exception.Message);
            return false;
        }
    }

    [LoggerMessage(1403, LogLevel.Information, "Version {Version} of the containment log is in force without the word of every silo: 3.3 s have passed since it landed.", EventName = "ContainmentLapsed")]
    private partial void LogLapsed(long version);

    [LoggerMessage(1404, LogLevel.Information, "Silo {Silo} did not confirm version {Version} of the containment log: {Problem}", EventName = "ContainmentNotConfirmed")]
    private partial void LogNotConfirmed(SiloAddress silo, long version, string problem);

    [LoggerMessage(1405, LogLevel.Warning, "The membership table could not be read, so that no silo can be asked to confirm a revocation; it takes 3.3 s: {Problem}", EventName = "ContainmentTableUnread")]
    private partial void LogTableNotRead(string problem);
}
