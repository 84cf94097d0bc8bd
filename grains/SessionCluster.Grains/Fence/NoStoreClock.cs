namespace SessionCluster.Grains.Fence;

/// <summary>A store that tells no time.</summary>
internal sealed class NoStoreClock : IStoreClock
{
    /// <inheritdoc/>
    public bool TryGetOffset(out TimeSpan offset)
    {
        offset = TimeSpan.Zero;
        return false;
    }
}
