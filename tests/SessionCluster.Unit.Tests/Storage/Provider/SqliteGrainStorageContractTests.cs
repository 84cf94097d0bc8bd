using Orleans.Storage;
using SessionCluster.Unit.Tests.Storage.Contract;

namespace SessionCluster.Unit.Tests.Storage.Provider;

public sealed class SqliteGrainStorageContractTests : GrainStorageContract
{
    private readonly TemporaryStore _store = new();

    protected override IReadOnlyList<string> EtagsOfNoRow => ["1000000", "9223372036854775807", "not-a-number", "-1", "99999999999999999999"];

    protected override ValueTask<IGrainStorage> CreateAsync() => new(TemporaryStore.Storage(_store.Open()));

    protected override ValueTask DestroyAsync() => _store.DisposeAsync();
}
