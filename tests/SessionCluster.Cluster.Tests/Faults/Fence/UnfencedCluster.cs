using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>A cluster whose fence always holds: what a product without one would be.</summary>
public sealed class UnfencedCluster : IAsyncLifetime
{
    private SessionTestCluster? _cluster;

    internal SessionTestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(options => options.ReplaceServices = services => services.AddSingleton<ISiloFence, AlwaysHeld>());

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    private sealed class AlwaysHeld : ISiloFence
    {
        public bool TryGetTerm(out FenceTerm term)
        {
            term = new(1);
            return true;
        }

        public bool Holds(FenceTerm term) => true;
    }
}
