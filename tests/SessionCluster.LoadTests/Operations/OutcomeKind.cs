namespace SessionCluster.LoadTests.Operations;

/// <summary>How an operation ended, as far as service goes.</summary>
internal enum OutcomeKind
{
    /// <summary>As it should: accepted, done, or refused where a refusal is right.</summary>
    Answered,

    /// <summary>Nobody could say.</summary>
    Unavailable,

    /// <summary>Refused where it should have been accepted, or an exception.</summary>
    Wrong,

    /// <summary>There was nothing to do it to: not counted.</summary>
    Skipped,
}
