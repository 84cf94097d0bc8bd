namespace SessionCluster.Grains.Fence;

/// <summary>What a fence source read.</summary>
/// <param name="IsAlive">True when this process is still the one that may answer.</param>
/// <param name="Reason">When it is not: a sentence that says why, for the log.</param>
public readonly record struct FenceReading(bool IsAlive, string? Reason)
{
    /// <summary>This process may answer.</summary>
    public static FenceReading Alive => new(true, null);

    /// <summary>This process may never answer again.</summary>
    public static FenceReading DeadForLife(string reason) => new(false, reason);
}
