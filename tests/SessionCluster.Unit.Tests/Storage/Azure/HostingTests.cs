using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Clustering.AzureStorage;
using Orleans.Configuration;
using Orleans.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Azure.Clock;
using SessionCluster.Silo.Storage.Azure.Hosting;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Unit.Tests.Storage.Azure;

/// <summary>What a silo gets with the Azure Table store.</summary>
public sealed class HostingTests
{
    private const string Emulator = "UseDevelopmentStorage=true";

    [Fact]
    public async Task Adding_it_twice_is_adding_it_once()
    {
        await using var silo = BareSilo.Build(Emulator, "service");
        var count = silo.Services.Count;

        silo.AddAzureTableStorage(AzureTableAccount.FromConnectionString(Emulator));

        Assert.Equal(count, silo.Services.Count);
    }

    [Fact]
    [Rule("A10")]
    public async Task Rows_are_sealed_and_lie_in_the_table_of_the_contract()
    {
        await using var silo = BareSilo.Build(Emulator, "service");

        var options = silo.Provider.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get(SessionStorage.ProviderName);

        Assert.IsType<SealedGrainStorageSerializer>(options.GrainStorageSerializer);
        Assert.Equal("SessionClusterState", options.TableName);
        Assert.True(options.DeleteStateOnClear);
    }

    [Fact]
    public async Task Rows_and_membership_share_one_client()
    {
        await using var silo = BareSilo.Build(Emulator, "service");
        silo.AddAzureTableClustering();
        await using var provider = silo.Services.BuildServiceProvider();

        var client = provider.GetRequiredKeyedService<TableServiceClient>(SessionStorage.ProviderName);

        Assert.Same(client, provider.GetRequiredService<IOptionsMonitor<AzureTableStorageOptions>>().Get(SessionStorage.ProviderName).TableServiceClient);
        Assert.Same(client, provider.GetRequiredService<IOptions<AzureStorageClusteringOptions>>().Value.TableServiceClient);
    }

    [Fact]
    [Rule("P-F1")]
    public async Task The_fence_asks_the_stores_clock()
    {
        await using var silo = BareSilo.Build(Emulator, "service");
        silo.AddSessionCluster();
        await using var provider = silo.Services.BuildServiceProvider();

        Assert.Same(provider.GetRequiredService<StoreClock>(), provider.GetRequiredService<IStoreClock>());
    }

    [Fact]
    [Rule("P-W4")]
    public void A_request_is_given_up_long_before_the_runtime_would()
    {
        var retry = SessionTables.CreateOptions(new(new(TimeProvider.System), TimeProvider.System)).Retry;

        Assert.Equal((2, TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2)), (retry.MaxRetries, retry.Delay, retry.MaxDelay, retry.NetworkTimeout));
    }
}
