using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>Decides about a presentation. The product has one, <see cref="SessionRules"/>; a test host replaces it to show what an attack does when a rule is missing.</summary>
public interface ISessionDecider
{
    /// <inheritdoc cref="SessionRules.Decide"/>
    SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now);
}
