using System.Globalization;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Grains.Membership;

/// <summary>Refuses a directory that would not hold the places of a crashed silo for 1.1 T (P-F4): with Orleans' default options the hold is zero.</summary>
internal sealed class CrashHoldValidator(IOptions<GrainDirectoryOptions> directory, IOptions<ClusterMembershipOptions> membership) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        var hold = ClusterTuning.CrashHold(directory.Value, membership.Value);
        if (ClusterTuning.Holds(hold))
        {
            return;
        }

        throw new OrleansConfigurationException(string.Create(
            CultureInfo.InvariantCulture,
            $"{nameof(GrainDirectoryOptions)}.{nameof(GrainDirectoryOptions.RangeLeaseDuration)} is {directory.Value.RangeLeaseDuration.TotalSeconds} s. Less the time of detection, {nameof(ClusterMembershipOptions)}.{nameof(ClusterMembershipOptions.MaxProbeTimeout)} x {nameof(ClusterMembershipOptions.NumMissedProbesLimit)} = {membership.Value.MaxProbeTimeout.TotalSeconds} s x {membership.Value.NumMissedProbesLimit}, a crashed silo's sessions are held for {Math.Max(0, hold.TotalSeconds)} s, and at least {SiloFence.SafeWait.TotalSeconds} s are needed: that silo may answer for so long. Raise the first, or lower one of the others."));
    }
}
