namespace SessionCluster.Silo.Storage.Writing;

/// <summary>Something that waits for the writer. It is either begun by the writer or withdrawn by its caller, never both.</summary>
internal abstract class WriterWork
{
    private const int Waiting = 0;
    private const int Begun = 1;
    private const int Withdrawn = 2;

    private int _stage = Waiting;

    /// <summary>The bytes it holds while it waits.</summary>
    public virtual int Size => 0;

    /// <summary>The writer takes it. False: its caller has given up, and it must not run.</summary>
    public bool TryBegin() => Interlocked.CompareExchange(ref _stage, Begun, Waiting) == Waiting;

    /// <summary>The caller gives up. True: it will never run, so nothing was and nothing will be written.</summary>
    public bool TryWithdraw() => Interlocked.CompareExchange(ref _stage, Withdrawn, Waiting) == Waiting;

    /// <summary>Tells the caller that it failed.</summary>
    public abstract void Fail(Exception exception);
}
