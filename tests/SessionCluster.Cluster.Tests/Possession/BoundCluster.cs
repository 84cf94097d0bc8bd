using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>One silo with the classes of <see cref="BoundClasses"/>, for a class of tests that establish what they need.</summary>
public sealed class BoundCluster : IAsyncLifetime
{
    internal SessionTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(BoundClasses.Use);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
