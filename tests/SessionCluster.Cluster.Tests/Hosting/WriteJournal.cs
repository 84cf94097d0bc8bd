using System.Collections.Concurrent;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>The writes that landed since it was made, in order.</summary>
internal sealed class WriteJournal : IDisposable
{
    private readonly ConcurrentQueue<StorageOperation> _landed = new();
    private readonly TestStorage _storage;

    public WriteJournal(TestStorage storage)
    {
        _storage = storage;
        _storage.Landed += _landed.Enqueue;
    }

    public IReadOnlyList<StorageOperation> Landed => [.. _landed];

    /// <summary>The rows as <c>type/key</c>.</summary>
    public IReadOnlyList<string> Rows => [.. _landed.Select(write => $"{write.GrainType}/{write.Key}")];

    public void Dispose() => _storage.Landed -= _landed.Enqueue;
}
