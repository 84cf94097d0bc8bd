using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Signals;

namespace SessionCluster.Core.Evidence;

/// <summary>
/// Evidence decides, not noise: whoever merely holds a stolen copy of a bound token, or knows a session's id, must not be able to lock or end it. <c>docs/rotation.md</c> has the table for people. Pure.
/// </summary>
public static class EvidenceRules
{
    /// <summary>The end of a family whose superseded secret came back.</summary>
    public static RevocationOrder Reuse { get; } = new(RevocationReason.Compromise, "reuse", EndInitiator.Policy);

    /// <summary>The end of a session whose token was reported as leaked.</summary>
    /// <param name="initiator">Who reported it.</param>
    public static RevocationOrder Leak(EndInitiator initiator) => new(RevocationReason.Compromise, "leak", initiator);

    /// <summary>The table.</summary>
    /// <param name="kind">What was seen or said.</param>
    /// <param name="bound">Whether the session is bound to a key.</param>
    /// <param name="proven">Whether the key was shown with it: by a proof that was never accepted before, or by the connection's certificate. Says nothing of a bearer session.</param>
    public static EvidenceAction Act(EvidenceKind kind, bool bound, bool proven) => kind switch
    {
        EvidenceKind.KeyMissing => bound ? EvidenceAction.Taint : EvidenceAction.Note,
        EvidenceKind.SecretReused => bound && !proven ? EvidenceAction.Note : EvidenceAction.Revoke,
        EvidenceKind.ContextChanged => bound ? EvidenceAction.Note : EvidenceAction.Lock,
        EvidenceKind.LeakReported => EvidenceAction.Revoke,
        EvidenceKind.LeakReportedByAnybody => bound ? EvidenceAction.Taint : EvidenceAction.Revoke,
        EvidenceKind.RiskReported => EvidenceAction.Lock,
        _ => EvidenceAction.Note,
    };

    /// <summary>What a client's report is, as evidence; <see langword="null"/> when it is below the class's threshold.</summary>
    /// <param name="type">What is reported.</param>
    /// <param name="level">How high the risk is; of a leak it says nothing.</param>
    /// <param name="locksFrom">The session's threshold.</param>
    /// <param name="anonymous">Whether the reporter did not say who they are.</param>
    public static EvidenceKind? KindOf(SignalType type, RiskLevel level, RiskLevel locksFrom, bool anonymous) => type switch
    {
        SignalType.Leak => anonymous ? EvidenceKind.LeakReportedByAnybody : EvidenceKind.LeakReported,
        SignalType.Risk => level >= locksFrom && !anonymous ? EvidenceKind.RiskReported : null,
        _ => null,
    };
}
