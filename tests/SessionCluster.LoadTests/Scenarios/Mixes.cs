using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>Mixes that several scenarios share.</summary>
internal static class Mixes
{
    /// <summary>What a service does all day: mostly validations, some of them of sessions that have ended; and everything that happens in the life of a session.</summary>
    public static OperationMix Everyday { get; } = OperationMix.Of(
        (OperationKind.Validate, 90),
        (OperationKind.PresentEnded, 3),
        (OperationKind.Establish, 3),
        (OperationKind.Rotate, 1.3),
        (OperationKind.StepUp, 0.5),
        (OperationKind.Lock, 0.2),
        (OperationKind.Revoke, 1),
        (OperationKind.RevokeSubject, 0.5),
        (OperationKind.Info, 0.5));
}
