namespace SessionCluster.Fuzz;

/// <summary>How an input was answered.</summary>
public enum FuzzOutcome
{
    /// <summary>Refused.</summary>
    Refused = 1,

    /// <summary>Taken, and rightly: what was changed changes nothing, or it was signed again.</summary>
    Taken = 2,

    /// <summary>Taken wrongly, or answered by an exception.</summary>
    Violation = 3,
}
