namespace SessionCluster.Core.Renewal;

/// <summary>What a step-up does to a session. Numbers are stable.</summary>
[GenerateSerializer, Alias("sc.StepUpEffect")]
public enum StepUpEffect
{
    /// <summary>The new authentication becomes the session's: <c>acr</c>, <c>amr</c>, <c>auth_time</c>. What closed it is lifted.</summary>
    Raise = 1,

    /// <summary>One factor opens a session that was idle (NIST SP 800-63B-4 section 2.2.3): <c>acr</c>, <c>amr</c> and <c>auth_time</c> stay those of the authentication it goes back on.</summary>
    Reopen = 2,
}
