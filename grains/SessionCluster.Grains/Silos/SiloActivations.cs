namespace SessionCluster.Grains.Silos;

/// <summary>Which of this product's activations are in this silo, and what they have done: for the report, and so that a leaving silo knows when the last one has left (P-F5).</summary>
internal sealed class SiloActivations
{
    private readonly Lock _lock = new();
    private long _sessions;
    private long _others;
    private TaskCompletionSource? _left;

    public long Sessions => Interlocked.Read(ref _sessions);

    public StripedCounter Validations { get; } = new();

    public void SessionEntered() => Change(ref _sessions, 1);

    public void SessionLeft() => Change(ref _sessions, -1);

    public void OtherEntered() => Change(ref _others, 1);

    public void OtherLeft() => Change(ref _others, -1);

    /// <summary>Completes when none is left: each has answered what it was asked, and written what it owes.</summary>
    public Task WhenLeft()
    {
        lock (_lock)
        {
            _left ??= new(TaskCreationOptions.RunContinuationsAsynchronously);
            CompleteIfLeft();
            return _left.Task;
        }
    }

    private void Change(ref long count, int by)
    {
        lock (_lock)
        {
            count += by;
            CompleteIfLeft();
        }
    }

    private void CompleteIfLeft()
    {
        if (_sessions + _others == 0)
        {
            _left?.TrySetResult();
        }
    }
}
