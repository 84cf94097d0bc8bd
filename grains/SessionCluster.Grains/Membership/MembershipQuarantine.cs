using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Membership;

/// <summary>
/// Until this silo knows the membership by which the directory registered the activation, and 1.1 T after it first saw the latest unannounced death (P-F5). It counts by its own monotonic clock, and asks no
/// directory: the directory's hold is counted by wall clocks, and a silo that joined during it does not know of it.
/// </summary>
internal sealed class MembershipQuarantine(DeathWatch deaths, [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : IQuarantine
{
    // Deaths may follow one another; whoever calls waits 30 s.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public bool IsOver(GrainAddress activation) => Remaining(activation) <= TimeSpan.Zero;

    public async ValueTask<bool> WaitAsync(GrainAddress activation)
    {
        var started = clock.GetTimestamp();
        while (Remaining(activation) is var remaining && remaining > TimeSpan.Zero)
        {
            if (clock.GetElapsedTime(started) >= Patience)
            {
                return false;
            }

            await Task.Delay(remaining, clock);
        }

        return true;
    }

    private TimeSpan Remaining(GrainAddress activation)
    {
        var view = deaths.UpTo(activation.MembershipVersion);
        if (view.Version < activation.MembershipVersion)
        {
            return Poll;
        }

        return view.LatestUnclean is { } seenAt ? SiloFence.SafeWait - clock.GetElapsedTime(seenAt) : TimeSpan.Zero;
    }
}
