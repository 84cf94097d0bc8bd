using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>A fence source without a store behind it.</summary>
internal sealed class AlwaysAlive : IFenceSource
{
    public bool MustWaitAtStart => false;

    public ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken) => new(FenceReading.Alive);
}
