namespace SessionCluster.Core.Evidence;

/// <summary>What was seen of a session, or said about it, beyond the refusal itself.</summary>
public enum EvidenceKind
{
    /// <summary>The current secret came without its key, or with another one: a copy of the token is about.</summary>
    KeyMissing = 1,

    /// <summary>A secret that has a successor was presented after its grace.</summary>
    SecretReused = 2,

    /// <summary>A proof was presented again.</summary>
    ProofReplayed = 3,

    /// <summary>The client context is another than was declared, or missing.</summary>
    ContextChanged = 4,

    /// <summary>A client that we know reports the token itself as leaked.</summary>
    LeakReported = 5,

    /// <summary>Somebody who did not say who they are reports the token itself as leaked.</summary>
    LeakReportedByAnybody = 6,

    /// <summary>A client that validated the session reports risk at or above the class's threshold.</summary>
    RiskReported = 7,
}
