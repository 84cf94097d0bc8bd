using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace SessionCluster.Unit.Tests.Storage.Contract;

/// <summary>The model has to find a storage that is wrong, or its agreement with a right one says nothing.</summary>
public sealed class StorageModelTests
{
    private static readonly StorageStep[] s_rivals =
    [
        new(StorageAction.Write, 0, 0, 1),
        new(StorageAction.Read, 0, 1, 0),
        new(StorageAction.Write, 0, 0, 2),
        new(StorageAction.Write, 0, 1, 3),
    ];

    [Fact]
    public async Task A_storage_that_lets_the_last_writer_win_is_found_out() =>
        await Assert.ThrowsAnyAsync<Xunit.Sdk.XunitException>(() => new StorageModel(new LastWriterWins(), 1, 2).RunAsync(s_rivals));

    [Fact]
    public async Task The_same_history_passes_on_the_embedded_store()
    {
        await using var store = new TemporaryStore();

        await new StorageModel(TemporaryStore.Storage(store.Open()), 1, 2).RunAsync(s_rivals);
    }

    private sealed class LastWriterWins : IGrainStorage
    {
        private readonly Dictionary<GrainId, (object? State, int ETag)> _rows = [];
        private int _etag;

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            var row = _rows[grainId];
            (grainState.State, grainState.ETag, grainState.RecordExists) = ((T)row.State!, $"{row.ETag}", true);
            return Task.CompletedTask;
        }

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
        {
            _rows[grainId] = (grainState.State, ++_etag);
            (grainState.ETag, grainState.RecordExists) = ($"{_etag}", true);
            return Task.CompletedTask;
        }

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException();
    }
}
