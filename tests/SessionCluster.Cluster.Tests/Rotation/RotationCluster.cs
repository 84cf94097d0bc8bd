using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;

namespace SessionCluster.Cluster.Tests.Rotation;

/// <summary>One silo for tests of rotation that establish what they need.</summary>
public sealed class RotationCluster : IAsyncLifetime
{
    internal SessionTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(BoundClasses.Use);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
