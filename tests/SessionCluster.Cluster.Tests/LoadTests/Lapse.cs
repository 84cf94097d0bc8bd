namespace SessionCluster.Cluster.Tests.LoadTests;

/// <summary>What a <see cref="ModelClient"/> does wrong.</summary>
public enum Lapse
{
    None,
    AcceptsEndedSessions,
    RefusesLiveSessions,
    ForgetsSessions,
    ExceedsLimits,
    OverstatesUses,
    AcceptsForgeries,
    AcceptsReplays,
    RotatesTwice,
    IgnoresRotationIds,
    AcceptsLosers,
    KeepsFormerTokens,
    ForgetsLocks,
    LosesLocks,
    WantsNonces,
    LosesAnswers,
    FallsSilent,
    Refuses,
    AnswersNobody,
}
