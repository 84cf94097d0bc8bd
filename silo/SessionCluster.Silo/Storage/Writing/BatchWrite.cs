namespace SessionCluster.Silo.Storage.Writing;

/// <summary>A write that shares its transaction with others, with an answer. The outcome stays here until the commit: nobody hears of it before, of a conflict neither.</summary>
internal abstract class BatchWrite<T> : WriterWork<T>, IBatchWrite
{
    private T _outcome = default!;

    /// <inheritdoc />
    public void Apply(WriterSession session) => _outcome = Do(session);

    /// <inheritdoc />
    public void Acknowledge() => Succeed(_outcome);

    /// <summary>Runs its statements.</summary>
    protected abstract T Do(WriterSession session);
}
