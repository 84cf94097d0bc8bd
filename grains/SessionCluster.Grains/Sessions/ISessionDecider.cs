using System.Collections.Immutable;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Containment;
using SessionCluster.Core.Renewal;
using SessionCluster.Core.Rotation;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Grains.Sessions;

/// <summary>Decides about a presentation. The product has one, <see cref="SessionRules"/>; a test host replaces it to show what an attack does when a rule is missing.</summary>
public interface ISessionDecider
{
    /// <inheritdoc cref="SessionRules.Decide"/>
    SessionDecision Decide(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now);

    /// <inheritdoc cref="SessionRules.DecideEnd"/>
    SessionDecision DecideEnd(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
        SessionRules.DecideEnd(state, usage, containment, presentation, now);

    /// <inheritdoc cref="SessionRules.DecideRotate"/>
    SessionDecision DecideRotate(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
        SessionRules.DecideRotate(state, usage, containment, presentation, now);

    /// <inheritdoc cref="RotationRules.Plan"/>
    RotationPlan Plan(SessionState state, SecretDigest presented, RotationId rotationId, uint siloKeyIds, DateTimeOffset now) => RotationRules.Plan(state, presented, rotationId, siloKeyIds, now);

    /// <inheritdoc cref="SessionRules.DecideProve"/>
    SessionDecision DecideProve(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, DateTimeOffset now) =>
        SessionRules.DecideProve(state, usage, containment, presentation, now);

    /// <inheritdoc cref="SessionRules.Examine"/>
    SessionDecision Examine(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, in SessionPresentation presentation, RenewalPurpose purpose, DateTimeOffset now) =>
        SessionRules.Examine(state, usage, containment, presentation, purpose, now);

    /// <inheritdoc cref="SessionRules.DecideStepUp"/>
    SessionRefusal DecideStepUp(SessionState state, in SessionUsage usage, ContainmentSnapshot containment, StepUpOrder order, uint edgeKeyIds, DateTimeOffset now) =>
        SessionRules.DecideStepUp(state, usage, containment, order, edgeKeyIds, now);

    /// <inheritdoc cref="SessionRules.Introspect"/>
    SessionDecision Introspect(
        SessionState state,
        in SessionUsage usage,
        ContainmentSnapshot containment,
        SecretDigest secretDigest,
        ImmutableArray<Audience> audiences,
        uint edgeKeyIds,
        DateTimeOffset now) => SessionRules.Introspect(state, usage, containment, secretDigest, audiences, edgeKeyIds, now);
}
