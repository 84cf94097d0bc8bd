namespace SessionCluster.Core.Replay;

/// <summary>How many entries all replay windows of a silo may have room for together. Shared by all of them; safe to use from many threads.</summary>
/// <param name="limit">Room for so many entries.</param>
public sealed class ReplayBudget(long limit)
{
    /// <summary>Default: 16,777,216 entries, 400 MiB of windows (25 bytes an entry).</summary>
    public const long DefaultLimit = 16_777_216;

    private long _used;

    /// <summary>Entries that windows have room for now.</summary>
    public long Used => Volatile.Read(ref _used);

    /// <summary>Takes room for more entries; false when the silo has none left.</summary>
    public bool TryTake(int entries)
    {
        if (Interlocked.Add(ref _used, entries) <= limit)
        {
            return true;
        }

        Interlocked.Add(ref _used, -entries);
        return false;
    }

    /// <summary>Gives room back.</summary>
    public void GiveBack(int entries) => Interlocked.Add(ref _used, -entries);
}
