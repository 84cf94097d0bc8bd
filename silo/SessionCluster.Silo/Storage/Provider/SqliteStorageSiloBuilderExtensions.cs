using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;
using Orleans.Storage;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Storage.Events.Sqlite;
using SessionCluster.Silo.Storage.Fence;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Ranges;
using SessionCluster.Silo.Storage.Sealing;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Provider;

/// <summary>Adds the embedded store to a silo.</summary>
internal static class SqliteStorageSiloBuilderExtensions
{
    /// <summary>
    /// Adds everything the embedded store needs: the database, the grain storage <see cref="SessionStorage.ProviderName"/> with sealed rows, the events, and the fence's source.
    /// Needs a <see cref="SiloRing"/> in the container. Calling it twice is harmless.
    /// </summary>
    /// <param name="silo">The silo.</param>
    /// <param name="configure">Sets at least <see cref="SqliteDatabaseOptions.Path"/>.</param>
    public static ISiloBuilder AddSqliteStorage(this ISiloBuilder silo, Action<SqliteDatabaseOptions> configure)
    {
        silo.Services.Configure(configure);
        silo.Services.TryAddSingleton<IFenceSource, SqliteFenceSource>();
        silo.Services.TryAddSingleton<IRowRanges, SqliteRowRanges>();
        return silo.AddSqliteGrainStorage(SessionStorage.ProviderName);
    }

    /// <summary>Adds a named grain storage on the embedded store.</summary>
    /// <param name="silo">The silo.</param>
    /// <param name="name">The name under which grains ask for it.</param>
    /// <param name="configure">Changes its options.</param>
    public static ISiloBuilder AddSqliteGrainStorage(this ISiloBuilder silo, string name, Action<OptionsBuilder<SqliteGrainStorageOptions>>? configure = null)
    {
        var services = silo.Services;
        if (services.Any(service => service.IsKeyedService && service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, name)))
        {
            return silo;
        }

        services.TryAddKeyedSingleton(SessionClusterTime.Runtime, TimeProvider.System);
        services.TryAddSingleton<IMountTable, SystemMountTable>();
        services.TryAddSingleton<SqliteDatabase>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ISessionEventStore, SqliteEventStore>();
        services.TryAddEnumerable(ServiceDescriptor.Transient<IConfigurationValidator, SqliteDatabaseOptionsValidator>());

        var options = services.AddOptions<SqliteGrainStorageOptions>(name)
            .Configure<Serializer, SiloRing>((value, serializer, ring) => value.GrainStorageSerializer = new SealedGrainStorageSerializer(new OrleansGrainStorageSerializer(serializer), ring));
        configure?.Invoke(options);
        services.AddTransient<IConfigurationValidator>(provider => new SqliteGrainStorageOptionsValidator(provider.GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>().Get(name), name));
        services.TryAddEnumerable(ServiceDescriptor.Transient<IPostConfigureOptions<SqliteGrainStorageOptions>, DefaultStorageProviderSerializerOptionsConfigurator<SqliteGrainStorageOptions>>());
        services.ConfigureNamedOptionForLogging<SqliteGrainStorageOptions>(name);
        services.AddGrainStorage(name, SqliteGrainStorageFactory.Create);
        return silo;
    }
}
