namespace SessionCluster.Silo.Storage.Writing;

/// <summary>
/// What waits for the writer: errands, which go first, and writes in the order in which they came. Bounded by number and by bytes, so that a stuck disk
/// costs refused writes and not memory.
/// </summary>
/// <param name="capacity">How many writes may wait.</param>
/// <param name="capacityBytes">How many bytes of rows may wait.</param>
internal sealed class WriterQueue(int capacity, long capacityBytes)
{
    // Errands come from the store itself, one of a kind at a time; the bound is against a mistake.
    private const int ErrandCapacity = 64;

    private readonly object _gate = new();
    private readonly Queue<IBatchWrite> _writes = new();
    private readonly Queue<WriterWork> _errands = new();
    private long _bytes;
    private bool _completed;

    /// <summary>How many writes wait.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _writes.Count;
            }
        }
    }

    /// <summary>Adds a write. False: full, or closed.</summary>
    public bool TryAdd(IBatchWrite write)
    {
        lock (_gate)
        {
            // A row that alone is above the byte bound still passes through an empty queue.
            if (_completed || _writes.Count >= capacity || (_writes.Count > 0 && _bytes + write.Size > capacityBytes))
            {
                return false;
            }

            _writes.Enqueue(write);
            _bytes += write.Size;
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>Adds an errand. False: closed, or absurdly many.</summary>
    public bool TryAdd<T>(WriterErrand<T> errand)
    {
        lock (_gate)
        {
            if (_completed || _errands.Count >= ErrandCapacity)
            {
                return false;
            }

            _errands.Enqueue(errand);
            Monitor.Pulse(_gate);
            return true;
        }
    }

    /// <summary>
    /// Waits until there is work, and takes one errand, or up to <paramref name="limit"/> writes of together <paramref name="limitBytes"/>, but at least one.
    /// Withdrawn work is dropped.
    /// </summary>
    /// <returns>False once the queue is closed and empty.</returns>
    public bool Take(List<IBatchWrite> batch, int limit, long limitBytes, out WriterWork? errand)
    {
        lock (_gate)
        {
            while (true)
            {
                while (_errands.TryDequeue(out errand))
                {
                    if (errand.TryBegin())
                    {
                        return true;
                    }
                }

                TakeWrites(batch, limit, limitBytes);
                if (batch.Count > 0)
                {
                    return true;
                }

                if (_completed)
                {
                    return false;
                }

                Monitor.Wait(_gate);
            }
        }
    }

    /// <summary>Takes no more. What waits is still served.</summary>
    public void Complete()
    {
        lock (_gate)
        {
            _completed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void TakeWrites(List<IBatchWrite> batch, int limit, long limitBytes)
    {
        var bytes = 0L;
        while (batch.Count < limit && _writes.TryPeek(out var write) && (batch.Count == 0 || bytes + write.Size <= limitBytes))
        {
            _writes.Dequeue();
            _bytes -= write.Size;
            if (write.TryBegin())
            {
                batch.Add(write);
                bytes += write.Size;
            }
        }
    }
}
