namespace SessionCluster.Grains.Fence;

/// <summary>
/// The store's clock, as far as its answers tell it. Silos are compared through the store they share: one whose clock is more than 1 s off holds no fence (P-F1). A store that tells no time has
/// none, and then nothing is checked: the embedded store runs by its silo's own clock.
/// </summary>
public interface IStoreClock
{
    /// <summary>How far the silo's wall clock is off the store's for certain.</summary>
    /// <param name="offset">The smallest difference that explains every recent answer: positive when the silo is ahead, negative when it is behind, zero when they may agree.</param>
    /// <returns>False when nothing recent is known.</returns>
    bool TryGetOffset(out TimeSpan offset);
}
