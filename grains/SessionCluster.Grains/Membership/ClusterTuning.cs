using Orleans.Configuration;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Grains.Membership;

/// <summary>
/// How soon a silo that does not answer is declared dead, and how long the directory then holds its activations' places (P-F4). A host that knows better configures Orleans' own options after
/// <c>AddSessionCluster</c>; <see cref="CrashHoldValidator"/> refuses what would not hold.
/// </summary>
internal static class ClusterTuning
{
    /// <summary>
    /// Detection within about 6 s (3 probes of at most 2 s, two votes), instead of Orleans' minute. Probes adapt to the peer between the two bounds, so that a short stall costs no silo its life.
    /// </summary>
    public static void Apply(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        membership.MinProbeTimeout = TimeSpan.FromMilliseconds(500);
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(2);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5);
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
    }

    /// <summary>10 s: 6 s of detection, and 4 s of hold, which is 1.1 T and a little for the wall clocks that the directory counts it by.</summary>
    public static void Apply(GrainDirectoryOptions directory) => directory.RangeLeaseDuration = TimeSpan.FromSeconds(10);

    /// <summary>How long the directory really holds the places of a silo that was declared dead: Orleans takes the time of detection off the lease.</summary>
    public static TimeSpan CrashHold(GrainDirectoryOptions directory, ClusterMembershipOptions membership) =>
        directory.RangeLeaseDuration - (membership.MaxProbeTimeout * membership.NumMissedProbesLimit);

    /// <summary>Whether nobody can take a dead silo's sessions over while that silo may still hold its fence.</summary>
    public static bool Holds(TimeSpan crashHold) => crashHold >= SiloFence.SafeWait;
}
