using SessionCluster.Core.Admission;

namespace SessionCluster.Core.Renewal;

/// <summary>Whether an authentication suffices to step a session up. Closed: one of the nested records.</summary>
public abstract record StepUpDecision
{
    private StepUpDecision()
    {
    }

    /// <summary>It does.</summary>
    /// <param name="Effect">What the step-up does.</param>
    public sealed record Granted(StepUpEffect Effect) : StepUpDecision;

    /// <summary>It does not.</summary>
    /// <param name="Why">Why, and what to do.</param>
    public sealed record Refused(AdmissionDecision.Refused Why) : StepUpDecision;
}
