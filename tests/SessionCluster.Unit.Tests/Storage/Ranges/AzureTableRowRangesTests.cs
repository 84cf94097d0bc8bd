using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Tests.Shared.Azurite;
using SessionCluster.Unit.Tests.Storage.Azure;

namespace SessionCluster.Unit.Tests.Storage.Ranges;

/// <summary>The contract, on tables as Orleans' provider writes them, against the emulator.</summary>
public sealed class AzureTableRowRangesTests(AzuriteFixture azurite) : RowRangesContract
{
    private BareSilo _silo = null!;

    protected override async ValueTask<(IGrainStorage Storage, IRowRanges Ranges)> CreateAsync()
    {
        _silo = await BareSilo.StartAsync(await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());
        return (_silo.Storage, _silo.Provider.GetRequiredService<IRowRanges>());
    }

    protected override ValueTask DestroyAsync() => _silo.DisposeAsync();
}
