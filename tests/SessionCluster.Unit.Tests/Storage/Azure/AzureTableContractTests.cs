using Orleans.Storage;
using SessionCluster.Tests.Shared.Azurite;
using SessionCluster.Unit.Tests.Storage.Contract;

namespace SessionCluster.Unit.Tests.Storage.Azure;

/// <summary>The contract, on Orleans' Azure Table provider as the product sets it up, against the emulator.</summary>
public sealed class AzureTableContractTests(AzuriteFixture azurite) : GrainStorageContract
{
    private BareSilo _silo = null!;

    protected override IReadOnlyList<string> EtagsOfNoRow => ["W/\"datetime'2026-01-01T00%3A00%3A00.0000001Z'\"", "W/\"datetime'2099-01-01T00%3A00%3A00.0000001Z'\""];

    /// <summary>The service does not say, and the provider doesn't ask again.</summary>
    protected override bool TellsStoredEtag => false;

    /// <summary>The provider takes a clear without etag as done. Nothing in the product clears.</summary>
    protected override bool RefusesBlindClear => false;

    protected override async ValueTask<IGrainStorage> CreateAsync()
    {
        _silo = await BareSilo.StartAsync(await azurite.GetConnectionStringAsync(), BareSilo.NewServiceId());
        return _silo.Storage;
    }

    protected override ValueTask DestroyAsync() => _silo.DisposeAsync();
}
