using System.Collections.Concurrent;
using System.Globalization;
using Orleans.Serialization;
using Orleans.Storage;

namespace SessionCluster.TestSilo.Storage;

/// <summary>Acknowledges every write and keeps it in memory: what is lost when a process dies that acknowledges before the commit.</summary>
internal sealed class LossyStorage(Serializer serializer) : IGrainStorage
{
    private readonly ConcurrentDictionary<(GrainId Grain, string State), (byte[] Data, long Version)> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        if (_rows.TryGetValue((grainId, stateName), out var row))
        {
            grainState.State = serializer.Deserialize<T>(row.Data);
            grainState.ETag = Text(row.Version);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var data = serializer.SerializeToArray(grainState.State);
        var row = _rows.AddOrUpdate(
            (grainId, stateName),
            _ => grainState.ETag is null ? (data, 1) : throw Conflict(grainId, null, grainState.ETag),
            (_, old) => grainState.ETag == Text(old.Version) ? (data, old.Version + 1) : throw Conflict(grainId, Text(old.Version), grainState.ETag));
        grainState.ETag = Text(row.Version);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => throw new NotSupportedException("Nothing here clears rows.");

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);

    private static InconsistentStateException Conflict(GrainId grain, string? stored, string? current) => new($"The row of {grain} has another version.", stored, current);
}
