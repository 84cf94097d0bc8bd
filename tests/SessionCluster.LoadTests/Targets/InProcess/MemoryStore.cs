using System.Collections.Concurrent;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>Rows that outlive every silo, shared by all of them.</summary>
internal sealed class MemoryStore
{
    private readonly ConcurrentDictionary<string, (byte[] Data, int Version)> _rows = new();
    private readonly Lock _lock = new();
    private long _reads;
    private long _writes;

    public long Reads => Interlocked.Read(ref _reads);

    public long Writes => Interlocked.Read(ref _writes);

    public (byte[] Data, int Version)? Read(string key)
    {
        Interlocked.Increment(ref _reads);
        return _rows.TryGetValue(key, out var row) ? row : null;
    }

    /// <summary>Writes on the condition that the row has that version; 0 stands for none.</summary>
    /// <returns>The new version, or <see langword="null"/> when the row has another.</returns>
    public int? TryWrite(string key, byte[] data, int version)
    {
        Interlocked.Increment(ref _writes);
        lock (_lock)
        {
            if ((_rows.TryGetValue(key, out var row) ? row.Version : 0) != version)
            {
                return null;
            }

            _rows[key] = (data, version + 1);
            return version + 1;
        }
    }
}
