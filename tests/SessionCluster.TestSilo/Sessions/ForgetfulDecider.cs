using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.TestSilo.Sessions;

/// <summary>Decides by the rules, but for one that it forgets.</summary>
/// <param name="deadlines">True when it forgets that sessions end by time.</param>
/// <param name="ends">True when it forgets that they end by decision: neither tombstone nor cut-off.</param>
internal sealed class ForgetfulDecider(bool deadlines, bool ends) : ISessionDecider
{
    private static readonly TimeSpan Forever = TimeSpan.FromDays(365);

    public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now)
    {
        var seen = state;
        if (deadlines && state.Facts is { } facts)
        {
            seen = seen with { Facts = facts with { AbsoluteDeadline = facts.AbsoluteDeadline + Forever, IdleTimeout = Forever } };
        }

        return ends
            ? SessionRules.Decide(seen with { Tombstone = null }, usage with { Tombstone = null }, ContainmentSnapshot.Empty, presentation, now)
            : SessionRules.Decide(seen, usage, containment, presentation, now);
    }
}
