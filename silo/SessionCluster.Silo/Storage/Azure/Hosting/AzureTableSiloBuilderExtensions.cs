using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Storage.Azure.Clock;
using SessionCluster.Silo.Storage.Azure.Opening;
using SessionCluster.Silo.Storage.Azure.Ranges;
using SessionCluster.Silo.Storage.Events.Azure;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Silo.Storage.Azure.Hosting;

/// <summary>Adds the Azure Table store to a silo.</summary>
internal static class AzureTableSiloBuilderExtensions
{
    /// <summary>
    /// Adds Orleans' Azure Table grain storage as <see cref="SessionStorage.ProviderName"/> with sealed rows, the events, the check that the store is this cluster's, and the store's clock. The host gives
    /// <see cref="ClusterOptions"/> (rows belong to the service id), a <see cref="SiloRing"/>, and an <see cref="IFenceSource"/>. Calling it twice is harmless.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="account">Where the tables are.</param>
    public static ISiloBuilder AddAzureTableStorage(this ISiloBuilder silo, AzureTableAccount account)
    {
        var services = silo.Services;
        if (services.Any(service => service.ServiceType == typeof(AzureTableStore)))
        {
            return silo;
        }

        services.TryAddKeyedSingleton(SessionClusterTime.Runtime, TimeProvider.System);
        services.TryAddSingleton(account);
        services.TryAddSingleton<StoreClock>();
        services.TryAddSingleton<StoreClockPolicy>();
        services.TryAddSingleton<IStoreClock>(provider => provider.GetRequiredService<StoreClock>());

        // One client, and with it one pool of connections, for rows and membership: what keeps the fence shows what becomes of the rows.
        services.TryAddKeyedSingleton(SessionStorage.ProviderName, (provider, _) =>
            provider.GetRequiredService<AzureTableAccount>().CreateClient(SessionTables.CreateOptions(provider.GetRequiredService<StoreClockPolicy>())));
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISessionEventStore, AzureTableEventStore>();
        services.TryAddSingleton<IRowRanges, AzureTableRowRanges>();
        services.AddSingleton<AzureTableStore>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<AzureTableStore>());

        // A test host may have put another storage in its place.
        return services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, SessionStorage.ProviderName))
            ? silo
            : silo.AddAzureTableGrainStorage(SessionStorage.ProviderName, (OptionsBuilder<AzureTableStorageOptions> options) => options.Configure<IServiceProvider>(Configure));
    }

    /// <summary>Keeps the membership of the cluster in the same store. Needs <see cref="AddAzureTableStorage"/>.</summary>
    public static ISiloBuilder AddAzureTableClustering(this ISiloBuilder silo) =>
        silo.UseAzureStorageClustering((OptionsBuilder<AzureStorageClusteringOptions> options) => options.Configure<IServiceProvider>((membership, provider) =>
        {
            membership.TableServiceClient = Client(provider);
            membership.TableName = SessionTables.Membership;
        }));

    private static void Configure(AzureTableStorageOptions storage, IServiceProvider provider)
    {
        storage.TableServiceClient = Client(provider);
        storage.TableName = SessionTables.State;
        storage.DeleteStateOnClear = true;
        storage.GrainStorageSerializer = new SealedGrainStorageSerializer(new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>()), provider.GetRequiredService<SiloRing>());
    }

    private static TableServiceClient Client(IServiceProvider provider) => provider.GetRequiredKeyedService<TableServiceClient>(SessionStorage.ProviderName);
}
