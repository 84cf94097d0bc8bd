namespace SessionCluster.Silo.Storage.Writing;

/// <summary>Work of the store itself, which the writer runs by itself and before the writes that wait: heartbeat, marker, upkeep.</summary>
internal abstract class WriterErrand<T> : WriterWork<T>, IWriterErrand
{
    /// <inheritdoc />
    public void Run(WriterSession session) => Succeed(Do(session));

    /// <summary>Does it, in transactions of its own.</summary>
    protected abstract T Do(WriterSession session);
}
