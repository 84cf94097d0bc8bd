namespace SessionCluster.Grains.Fence;

/// <summary>A moment on both clocks.</summary>
internal readonly record struct FenceInstant(long Timestamp, DateTimeOffset Wall);
