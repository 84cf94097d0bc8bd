namespace SessionCluster.Client.Sessions;

/// <summary>What a grain call may end with when the cluster is not there, is going, or is too busy: no answer, so neither accepted nor inactive (G6).</summary>
internal static class ClusterFaults
{
    /// <summary>
    /// True for everything but the caller's own cancellation. A fault inside a grain is no answer either, whatever it was; the caller's mistakes are found before the call, and a call that the
    /// runtime cancelled is not one that the caller did.
    /// </summary>
    public static bool IsInDoubt(Exception exception, CancellationToken cancellationToken) => exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested;
}
