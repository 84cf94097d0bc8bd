using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Grains.Fence;

/// <summary>How a silo leaves its cluster without making others wait (P-F5).</summary>
internal sealed partial class Departure(SiloActivations activations, ISiloPeers peers, IClusterMembershipService membership, ILocalSiloDetails silo, ILogger<Departure> logger)
{
    /// <summary>Completes when every activation of this product has left, or when the host stops waiting for that.</summary>
    public Task WhenActivationsLeftAsync(CancellationToken cancellationToken) =>
        activations.WhenLeft().WaitAsync(cancellationToken).ContinueWith(static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    /// <summary>
    /// Tells every other silo that this one's fence is given up for good. Who is not reached waits 1.1 T after this silo's death, as after any other: that is slower, and no less right.
    /// </summary>
    public Task AnnounceAsync() =>
        Task.WhenAll(membership.CurrentSnapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead && !member.SiloAddress.Equals(silo.SiloAddress)).Select(member => AnnounceAsync(member.SiloAddress)));

    private async Task AnnounceAsync(SiloAddress other)
    {
        try
        {
            await peers.AnnounceLeaveAsync(other, silo.SiloAddress);
        }
        catch (Exception exception)
        {
            LogNotReached(other, exception.Message);
        }
    }

    [LoggerMessage(1105, LogLevel.Information, "Silo {Silo} was not told that this one leaves: {Problem}. Its cold sessions wait 3.3 s longer.", EventName = "LeaveNotAnnounced")]
    private partial void LogNotReached(SiloAddress silo, string problem);
}
