using System.Globalization;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>The shared store as one silo reaches it: serialized as on the way to a real one, over its wire.</summary>
internal sealed class WiredStorage(MemoryStore store, Serializer serializer, SiloWire wire) : IGrainStorage
{
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        wire.ThrowIfCut();
        var row = store.Read(grainId.ToString());
        grainState.State = row is { } found ? serializer.Deserialize<T>(found.Data) : Activator.CreateInstance<T>();
        grainState.ETag = row?.Version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = row is not null;
        return Task.CompletedTask;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        wire.ThrowIfCut();

        // A real store answers later: whoever waits for a write lets others run.
        await Task.Yield();
        wire.ThrowIfCut();
        var expected = grainState.ETag is { } etag ? int.Parse(etag, CultureInfo.InvariantCulture) : 0;
        var version = store.TryWrite(grainId.ToString(), serializer.SerializeToArray(grainState.State), expected)
            ?? throw new InconsistentStateException($"Row {grainId} has another version.", "another", grainState.ETag);
        grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("Nothing here clears rows.");
}
