namespace SessionCluster.Silo.Storage.Writing;

/// <summary>Work with an answer.</summary>
internal abstract class WriterWork<T> : WriterWork
{
    // Continuations never run on the writer's thread: a caller's code there would hold up everybody's commit.
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the work is on the disk, or has failed.</summary>
    public Task<T> Completion => _completion.Task;

    /// <inheritdoc />
    public override void Fail(Exception exception)
    {
        if (_completion.TrySetException(exception))
        {
            // The caller may have given up: its fault is then nobody's unobserved exception.
            _ = _completion.Task.Exception;
        }
    }

    /// <summary>Gives the caller its answer.</summary>
    protected void Succeed(T result) => _completion.TrySetResult(result);
}
