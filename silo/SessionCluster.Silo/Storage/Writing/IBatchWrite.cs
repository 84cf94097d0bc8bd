namespace SessionCluster.Silo.Storage.Writing;

/// <summary>A write that shares its transaction with others.</summary>
internal interface IBatchWrite
{
    /// <summary>The bytes it holds while it waits.</summary>
    int Size { get; }

    /// <summary>The writer takes it. False: its caller has given up, and it must not run.</summary>
    bool TryBegin();

    /// <summary>Runs its statements inside the batch's transaction; when that is tried again, once more.</summary>
    void Apply(WriterSession session);

    /// <summary>Tells the caller, after the commit.</summary>
    void Acknowledge();

    /// <summary>Tells the caller that it failed.</summary>
    void Fail(Exception exception);
}
