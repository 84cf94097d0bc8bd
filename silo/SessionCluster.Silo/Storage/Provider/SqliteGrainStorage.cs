using System.Globalization;
using Orleans;
using Orleans.Runtime;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using SessionCluster.Silo.Storage.Sqlite;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Provider;

/// <summary>
/// Orleans' grain storage on the embedded store. A state is a row; its etag is the store's revision at the row's last write, as text. Every write is conditional,
/// and is answered when it is on the disk.
/// </summary>
/// <remarks>
/// No <c>ConfigureAwait(false)</c> in this class: a state is changed on its grain's own scheduler, where a validation that interleaves can't see half of it.
/// </remarks>
internal sealed class SqliteGrainStorage(string name, SqliteGrainStorageOptions options, SqliteDatabase database, IActivatorProvider activators)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    private readonly IGrainStorageSerializer _serializer = options.GrainStorageSerializer;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(
        $"{nameof(SqliteGrainStorage)}-{name}",
        options.InitStage,
        cancellationToken => Task.Run(database.Open, cancellationToken),
        database.CloseAsync);

    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var row = await database.ReadAsync(RowKey.Of(grainId, stateName), cancellationToken);
        if (row is not { } found)
        {
            Reset(grainState);
            return;
        }

        // Deserialized first: a row that is refused leaves the state as it was.
        var state = _serializer.Deserialize<T>(new BinaryData(found.Data));
        grainState.State = state ?? Fresh<T>();
        grainState.ETag = Text(found.ETag);
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // Serialized before the first await: what is written is the state as it was when the write was asked for.
        var data = _serializer.Serialize(grainState.State).ToMemory();
        var etag = await WriteAsync(stateName, grainId, grainState.ETag, data, cancellationToken);
        grainState.ETag = Text(etag!.Value);
        grainState.RecordExists = true;
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc />
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await WriteAsync(stateName, grainId, grainState.ETag, data: null, cancellationToken);
        Reset(grainState);
    }

    private async Task<long?> WriteAsync(string stateName, GrainId grainId, string? etag, ReadOnlyMemory<byte>? data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var key = RowKey.Of(grainId, stateName);
        if (!TryParse(etag, out var expected))
        {
            throw Conflict(key, stored: "of another kind", etag);
        }

        var outcome = await database.WriteAsync(new RowWrite(key, expected, data), cancellationToken);
        return outcome.Applied ? outcome.ETag : throw Conflict(key, outcome.ETag is { } stored ? Text(stored) : null, etag);
    }

    private static bool TryParse(string? etag, out long? expected)
    {
        expected = null;
        if (string.IsNullOrEmpty(etag))
        {
            return true;
        }

        var isNumber = long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        expected = value;
        return isNumber;
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    // Grain ids are handles and hashes, not secrets; the state never appears.
    private static InconsistentStateException Conflict(RowKey key, string? stored, string? current) => new(
        $"The row {key.Grain}/{key.State} is not as it was read: its etag is {stored ?? "none, there is no row"}, the writer expected {(string.IsNullOrEmpty(current) ? "no row" : current)}.",
        stored,
        current);

    private void Reset<T>(IGrainState<T> grainState)
    {
        grainState.State = Fresh<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private T Fresh<T>() => activators.GetActivator<T>().Create();
}
