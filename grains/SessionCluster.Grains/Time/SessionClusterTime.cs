namespace SessionCluster.Grains.Time;

/// <summary>Which clock is whose. Sessions are decided by the plain <see cref="TimeProvider"/> service; the fence and storage timeouts run on real time under <see cref="Runtime"/>.</summary>
public static class SessionClusterTime
{
    /// <summary>Service key of the clock of the fence and of storage timeouts: a test that moves the sessions' clock must not cost the silo its fence.</summary>
    public const string Runtime = "SessionCluster.Runtime";
}
