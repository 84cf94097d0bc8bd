namespace SessionCluster.Grains.Fence;

/// <summary>A span during which the fence was held without a gap. What was decided in one term is not answered in another (P-F3).</summary>
/// <param name="Number">Grows with every gap.</param>
public readonly record struct FenceTerm(long Number);
