namespace SessionCluster.Grains.Fence;

/// <summary>
/// Where a silo reads that it is alive (P-F1, P-F7): the membership row in a cluster, a heartbeat in the embedded store. The fence owns the loop and the times; a source only reads.
/// </summary>
public interface IFenceSource
{
    /// <summary>
    /// True when the store was not left cleanly: a predecessor may still be about to answer, so this silo must wait 1.1 T before it answers. Read once, at start.
    /// </summary>
    bool MustWaitAtStart { get; }

    /// <summary>True when the wait at start is every silo's that joins a cluster, so that nothing has gone wrong.</summary>
    bool IsJoining => false;

    /// <summary>Reads once.</summary>
    /// <param name="cancellationToken">Ends the wait; a reading that was cancelled renews nothing.</param>
    /// <returns>Alive, or dead for the life of the process.</returns>
    /// <exception cref="Exception">It could not be told: the fence is not renewed, and runs out by itself.</exception>
    ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken);
}
