using SessionCluster.Core.Containment;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Deciders that forget a rule, or let something happen in the middle of a decision.</summary>
internal sealed class DeciderThat(DeciderThat.Decision decide) : ISessionDecider
{
    internal delegate SessionDecision Decision(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now);

    /// <summary>Knows only what has landed.</summary>
    public static DeciderThat ForgetsTheStagedEnd { get; } = new(
        (state, in usage, containment, in presentation, now) => SessionRules.Decide(state, usage with { Tombstone = null }, containment, presentation, now));

    /// <summary>Never looks at the containment set.</summary>
    public static DeciderThat ForgetsContainment { get; } = new(
        (state, in usage, _, in presentation, now) => SessionRules.Decide(state, usage, ContainmentSnapshot.Empty, presentation, now));

    /// <summary>Knows no end by decision: neither tombstone nor containment.</summary>
    public static DeciderThat ForgetsEnds { get; } = new(
        (state, in usage, _, in presentation, now) => SessionRules.Decide(state with { Tombstone = null }, usage with { Tombstone = null }, ContainmentSnapshot.Empty, presentation, now));

    /// <summary>Decides by the rules, and then does something before the answer is given.</summary>
    public static DeciderThat IsInterruptedBy(Action interruption) => new((state, in usage, containment, in presentation, now) =>
    {
        var decision = SessionRules.Decide(state, usage, containment, presentation, now);
        interruption();
        return decision;
    });

    public SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
        decide(state, usage, containment, presentation, now);
}
