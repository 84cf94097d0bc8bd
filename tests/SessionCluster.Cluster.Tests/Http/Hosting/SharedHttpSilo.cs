namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>One silo for all classes that change nothing but sessions of subjects of their own.</summary>
[CollectionDefinition(Name)]
public sealed class SharedHttpSilo : IAsyncLifetime, ICollectionFixture<SharedHttpSilo>
{
    public const string Name = "HTTP";

    private HttpTestSilo? _silo;

    internal HttpTestSilo Silo => _silo!;

    public async ValueTask InitializeAsync() => _silo = await HttpTestSilo.StartAsync();

    public async ValueTask DisposeAsync()
    {
        if (_silo is { } silo)
        {
            await silo.DisposeAsync();
        }
    }
}
