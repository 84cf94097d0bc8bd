using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>
/// A store in memory that outlives silos: it serializes as a real one does, counts, and can fail, hold back or answer wrongly where a test says so.
/// </summary>
internal sealed class TestStorage : IGrainStorage
{
    // Its own, for it outlives every silo.
    private static readonly Lazy<Serializer> Own = new(() => new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>());

    private readonly ConcurrentDictionary<string, (byte[] Data, int Version)> _rows = new();
    private readonly Lock _lock = new();
    private Serializer? _serializer = Own.Value;
    private int _reads;
    private int _writes;

    /// <summary>Decides about each operation before it is done; none by default.</summary>
    public Func<StorageOperation, StorageFault>? Faults { get; set; }

    /// <summary>Awaited before each operation is done; nothing by default.</summary>
    public Func<StorageOperation, Task>? Gate { get; set; }

    /// <summary>Told of each operation before anything else happens to it.</summary>
    public event Action<StorageOperation>? Began;

    /// <summary>Told of each write once it has landed, whatever the writer is told.</summary>
    public event Action<StorageOperation>? Landed;

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    public int Rows => _rows.Count;

    public IEnumerable<string> Keys => _rows.Keys;

    public void UseSerializer(Serializer serializer) => _serializer = serializer;

    public bool Contains(string grainType, string key) => _rows.ContainsKey($"{grainType}/{key}");

    public TState? Peek<TState>(string grainType, string key)
        where TState : class => _rows.TryGetValue($"{grainType}/{key}", out var row) ? _serializer!.Deserialize<TState>(row.Data) : null;

    /// <summary>Puts a row where it does not belong, as somebody who can write the storage would.</summary>
    public void Copy(string grainType, string fromKey, string toKey) => _rows[$"{grainType}/{toKey}"] = _rows[$"{grainType}/{fromKey}"];

    /// <summary>Gives a row another version, as a rival activation that writes does. No row: nothing.</summary>
    public void Bump(string grainType, string key)
    {
        lock (_lock)
        {
            if (_rows.TryGetValue($"{grainType}/{key}", out var row))
            {
                _rows[$"{grainType}/{key}"] = (row.Data, row.Version + 1);
            }
        }
    }

    /// <summary>Puts a row, whatever is there: as a rival activation, or as somebody who can write the storage.</summary>
    public void Put<TState>(string grainType, string key, TState state)
    {
        lock (_lock)
        {
            var version = _rows.TryGetValue($"{grainType}/{key}", out var row) ? row.Version : 0;
            _rows[$"{grainType}/{key}"] = (_serializer!.SerializeToArray(state), version + 1);
        }
    }

    /// <summary>What stands in a row, as bytes.</summary>
    public byte[] Bytes(string grainType, string key) => _rows[$"{grainType}/{key}"].Data;

    public void Remove(string grainType, string key) => _rows.TryRemove($"{grainType}/{key}", out _);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var fault = await BeforeAsync(StorageOperationKind.Read, grainId);
        Interlocked.Increment(ref _reads);
        if (_rows.TryGetValue(grainId.ToString(), out var row))
        {
            grainState.State = _serializer!.Deserialize<T>(row.Data);
            grainState.ETag = row.Version.ToString(CultureInfo.InvariantCulture);
            grainState.RecordExists = true;
        }
        else
        {
            grainState.State = Activator.CreateInstance<T>();
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        ThrowIf(fault);
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var fault = await BeforeAsync(StorageOperationKind.Write, grainId);
        Interlocked.Increment(ref _writes);
        if (fault == StorageFault.AcknowledgeWithoutWriting)
        {
            grainState.ETag ??= "0";
            grainState.RecordExists = true;
            return;
        }

        lock (_lock)
        {
            var exists = _rows.TryGetValue(grainId.ToString(), out var row);
            var etag = exists ? row.Version.ToString(CultureInfo.InvariantCulture) : null;
            if (etag != grainState.ETag)
            {
                throw new InconsistentStateException($"Row {grainId} has another version.", etag, grainState.ETag);
            }

            var version = row.Version + 1;
            _rows[grainId.ToString()] = (_serializer!.SerializeToArray(grainState.State), version);
            if (fault != StorageFault.WriteThenThrow)
            {
                grainState.ETag = version.ToString(CultureInfo.InvariantCulture);
                grainState.RecordExists = true;
            }
        }

        Landed?.Invoke(Operation(StorageOperationKind.Write, grainId));
        ThrowIf(fault);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var fault = await BeforeAsync(StorageOperationKind.Write, grainId);
        Interlocked.Increment(ref _writes);
        if (!TryDelete(grainId.ToString(), grainState.ETag))
        {
            throw new InconsistentStateException($"Row {grainId} has another version.", null, grainState.ETag);
        }

        Landed?.Invoke(Operation(StorageOperationKind.Write, grainId));
        ThrowIf(fault);
        (grainState.ETag, grainState.RecordExists) = (null, false);
    }

    /// <summary>Deletes a row that has that version. False: it has another, or is not there.</summary>
    public bool TryDelete(string row, string? etag)
    {
        lock (_lock)
        {
            return _rows.TryGetValue(row, out var found) && found.Version.ToString(CultureInfo.InvariantCulture) == etag && _rows.TryRemove(row, out _);
        }
    }

    /// <summary>Rows between two keys, in their order, as text of type and key, with their versions.</summary>
    public IEnumerable<(string Row, string ETag, byte[] Data)> Between(string after, string before) =>
        _rows.Where(row => string.CompareOrdinal(row.Key, after) > 0 && string.CompareOrdinal(row.Key, before) < 0)
            .OrderBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => (row.Key, row.Value.Version.ToString(CultureInfo.InvariantCulture), row.Value.Data));

    public TState Open<TState>(byte[] data) => _serializer!.Deserialize<TState>(data)!;

    private static StorageOperation Operation(StorageOperationKind kind, GrainId grainId) => new(kind, grainId.Type.ToString()!, grainId.Key.ToString()!);

    private static void ThrowIf(StorageFault fault)
    {
        if (fault == StorageFault.WriteThenThrow)
        {
            throw new IOException("The test's store wrote, and says that it failed.");
        }
    }

    private async Task<StorageFault> BeforeAsync(StorageOperationKind kind, GrainId grainId)
    {
        var operation = Operation(kind, grainId);
        Began?.Invoke(operation);
        if (Gate is { } gate)
        {
            await gate(operation);
        }

        var fault = Faults?.Invoke(operation) ?? StorageFault.None;
        return fault == StorageFault.ThrowWithoutDoing ? throw new IOException("The test's store failed without doing anything.") : fault;
    }
}
