using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Azure.Hosting;
using SessionCluster.Silo.Storage.Azure.Opening;

namespace SessionCluster.Unit.Tests.Storage.Azure;

/// <summary>What the product registers for the Azure Table store, started and stopped as a silo would, and nothing else of a silo.</summary>
internal sealed class BareSilo : ISiloBuilder, IAsyncDisposable
{
    private readonly SiloLifecycleSubject _lifecycle = new(NullLogger<SiloLifecycleSubject>.Instance);
    private ServiceProvider? _provider;

    private BareSilo(AzureTableAccount account, string serviceId, string clusterId)
    {
        Services.AddSerializer();
        Services.AddLogging();
        Services.AddSingleton(TemporaryStore.Ring);
        Services.Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (clusterId, serviceId));
        this.AddAzureTableStorage(account);
    }

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; } = new ConfigurationBuilder().Build();

    public IServiceProvider Provider => _provider!;

    public IGrainStorage Storage => Provider.GetRequiredKeyedService<IGrainStorage>(SessionStorage.ProviderName);

    /// <summary>A silo that has not started.</summary>
    public static BareSilo Build(string connectionString, string serviceId, string clusterId = "cluster", Action<IServiceCollection>? configure = null)
    {
        var silo = new BareSilo(AzureTableAccount.FromConnectionString(connectionString), serviceId, clusterId);
        configure?.Invoke(silo.Services);
        silo._provider = silo.Services.BuildServiceProvider();
        return silo;
    }

    /// <summary>A silo that has started.</summary>
    public static async Task<BareSilo> StartAsync(string connectionString, string serviceId, string clusterId = "cluster")
    {
        var silo = Build(connectionString, serviceId, clusterId);
        await silo.Provider.GetRequiredService<AzureTableStore>().OpenAsync(CancellationToken.None);
        await silo.StartStorageAsync();
        return silo;
    }

    /// <summary>A silo whose grain storage has started, and that has not asked whose store it is.</summary>
    public static async Task<BareSilo> StartWithoutOwnerAsync(string connectionString, string serviceId, string clusterId)
    {
        var silo = Build(connectionString, serviceId, clusterId);
        await silo.StartStorageAsync();
        return silo;
    }

    /// <summary>A service id that no other test uses.</summary>
    public static string NewServiceId() => $"service-{Guid.NewGuid():N}";

    private async Task StartStorageAsync()
    {
        ((ILifecycleParticipant<ISiloLifecycle>)Storage).Participate(_lifecycle);
        await _lifecycle.OnStart(CancellationToken.None);
    }

    public async ValueTask DisposeAsync() => await _provider!.DisposeAsync();
}
