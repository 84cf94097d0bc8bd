namespace SessionCluster.Abstractions.Validation;

/// <summary>Whether a validation is activity of the subject (NIST SP 800-63B-4 section 5.2): only activity moves the idle deadline.</summary>
[GenerateSerializer, Alias("sc.SessionActivity")]
public enum SessionActivity
{
    /// <summary>Polling, introspection: does not move the idle deadline.</summary>
    None = 0,

    /// <summary>The subject, or the workload itself, did something.</summary>
    User = 1,
}
