using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Locks;

/// <summary>Three silos with the classes of <see cref="BoundClasses"/>.</summary>
public sealed class LockedCluster : IAsyncLifetime
{
    public const int Silos = 3;

    internal SessionTestCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.Silos = Silos;
    });

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();

    /// <summary>Completes when every silo knows the log as it is stored: nobody waits for a removal (P-C2).</summary>
    internal async Task UntilKnownAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        for (var silo = 0; silo < Silos; silo++)
        {
            while (Cluster.Of<SiloContainment>(silo).Current.Version < Cluster.Storage.ContainmentHead()!.Version)
            {
                await Task.Delay(10, limit.Token);
            }
        }
    }
}
