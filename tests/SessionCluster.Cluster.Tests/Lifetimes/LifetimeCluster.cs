using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Lifetimes;

/// <summary>One cluster with the classes of <see cref="LifetimeClasses"/>. Its clock goes on from test to test: each establishes what it needs.</summary>
public sealed class LifetimeCluster : IAsyncLifetime
{
    internal SessionTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(LifetimeClasses.Use);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
