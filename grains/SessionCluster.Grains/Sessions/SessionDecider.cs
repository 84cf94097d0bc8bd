using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary><see cref="SessionRules"/> as a service.</summary>
internal sealed class SessionDecider : ISessionDecider
{
    public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
        SessionRules.Decide(state, usage, containment, presentation, now);
}
