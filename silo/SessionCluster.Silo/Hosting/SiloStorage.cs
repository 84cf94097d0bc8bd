using Orleans.Configuration;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Azure.Hosting;
using SessionCluster.Silo.Storage.Azure.Opening;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Hosting;

/// <summary>Where rows are, and with them who is in the cluster: the embedded store has one silo, tables have many.</summary>
internal static class SiloStorage
{
    /// <summary>Adds the store and the membership that goes with it.</summary>
    public static void Add(ISiloBuilder silo, SiloSettings settings)
    {
        if (settings.AzureTable is { } account)
        {
            AddTables(silo, settings, account);
            return;
        }

        SiloNetwork.UseOneSilo(silo, settings);
        silo.AddSqliteStorage(database => database.Path = settings.DatabasePath);
    }

    /// <summary>
    /// Opens the store before the host starts, which would log a failure with its stack trace: whoever starts a second silo on the same data, or one on a store that is away, reads one sentence.
    /// </summary>
    public static async Task OpenAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        services.GetService<SqliteDatabase>()?.Open();
        if (services.GetService<AzureTableStore>() is { } tables)
        {
            await tables.OpenAsync(cancellationToken);
        }
    }

    private static void AddTables(ISiloBuilder silo, SiloSettings settings, AzureTableAccount account)
    {
        silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
        SiloNetwork.Listen(silo, settings.Network);
        silo.AddAzureTableStorage(account);
        silo.AddAzureTableClustering();
        silo.AddMembershipFence();
    }
}
