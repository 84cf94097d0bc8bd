namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>One cluster for a class whose tests use distinct subjects. A test that sets a fault or a gate, or moves the clock, says so by being in a class that runs one test at a time: all do.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    private SessionTestCluster? _cluster;

    internal SessionTestCluster Cluster => _cluster!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync(Configure);

    public async ValueTask DisposeAsync()
    {
        if (_cluster is { } cluster)
        {
            await cluster.DisposeAsync();
        }
    }

    private static void Configure(SessionTestOptions options) => options.MaxSessionsPerSubject = 2000;
}
