using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Fence;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sealing;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Provider;

public sealed class HostingTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task Adding_it_twice_is_adding_it_once()
    {
        var silo = new BareSilo();
        silo.AddSqliteStorage(options => options.Path = _store.Path);
        var count = silo.Services.Count(service => service.ServiceType != typeof(Microsoft.Extensions.Options.IConfigureOptions<SqliteDatabaseOptions>));
        silo.AddSqliteStorage(options => options.Path = _store.Path);

        Assert.Equal(count, silo.Services.Count(service => service.ServiceType != typeof(Microsoft.Extensions.Options.IConfigureOptions<SqliteDatabaseOptions>)));
        await using var services = Build(silo);
        Assert.Single(services.GetServices<ILifecycleParticipant<ISiloLifecycle>>());
        Assert.IsType<SqliteFenceSource>(services.GetRequiredService<IFenceSource>());
        Assert.IsType<SqliteGrainStorage>(services.GetRequiredKeyedService<IGrainStorage>(SessionStorage.ProviderName));
    }

    [Fact]
    [Rule("A10")]
    public async Task What_it_stores_is_sealed()
    {
        var silo = new BareSilo();
        silo.AddSqliteStorage(options => options.Path = _store.Path);
        await using var services = Build(silo);
        var database = services.GetRequiredService<SqliteDatabase>();
        database.Open();
        var storage = services.GetRequiredKeyedService<IGrainStorage>(SessionStorage.ProviderName);
        await storage.WriteStateAsync("state", GrainId.Create("thing", "one"), new ThingState { State = new() { Text = "sealed" } });

        await database.RunOnWriterAsync(session => Corrupt(session.Connection), TestContext.Current.CancellationToken);

        var state = new ThingState { State = new() { Text = "as it was" }, ETag = "5" };
        await Assert.ThrowsAsync<UntrustedRowException>(() => storage.ReadStateAsync("state", GrainId.Create("thing", "one"), state));
        Assert.Equal("as it was", state.State.Text);
        Assert.Equal("5", state.ETag);
    }

    [Fact]
    public async Task The_configuration_is_checked_at_start()
    {
        var silo = new BareSilo();
        silo.AddSqliteStorage(options => options.Path = "");
        await using var services = Build(silo);

        Assert.Throws<OrleansConfigurationException>(() =>
        {
            foreach (var validator in services.GetServices<IConfigurationValidator>())
            {
                validator.ValidateConfiguration();
            }
        });
    }

    private static bool Corrupt(Microsoft.Data.Sqlite.SqliteConnection connection)
    {
        connection.Execute("UPDATE SessionClusterState SET data = CAST(substr(data, 1, length(data) - 1) || x'ff' AS BLOB)");
        return true;
    }

    private static ServiceProvider Build(BareSilo silo)
    {
        silo.Services.AddSerializer();
        silo.Services.AddLogging();
        silo.Services.AddSingleton(TemporaryStore.Ring);
        silo.Services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = ("cluster", "service"));
        return silo.Services.BuildServiceProvider();
    }

    private sealed class BareSilo : ISiloBuilder
    {
        public IServiceCollection Services { get; } = new ServiceCollection();

        public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();
    }
}
