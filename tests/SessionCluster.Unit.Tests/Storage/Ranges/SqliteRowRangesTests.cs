using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Ranges;

namespace SessionCluster.Unit.Tests.Storage.Ranges;

/// <summary>The contract, on the embedded store.</summary>
public sealed class SqliteRowRangesTests : RowRangesContract
{
    private readonly TemporaryStore _store = new();

    protected override ValueTask<(IGrainStorage Storage, IRowRanges Ranges)> CreateAsync()
    {
        var database = _store.Open();
        var services = new ServiceCollection();
        services.Configure<SqliteGrainStorageOptions>(SessionStorage.ProviderName, options => options.GrainStorageSerializer = TemporaryStore.Serializer);
        var monitor = services.BuildServiceProvider().GetRequiredService<IOptionsMonitor<SqliteGrainStorageOptions>>();
        return new((TemporaryStore.Storage(database), new SqliteRowRanges(database, monitor)));
    }

    protected override ValueTask DestroyAsync() => _store.DisposeAsync();
}
