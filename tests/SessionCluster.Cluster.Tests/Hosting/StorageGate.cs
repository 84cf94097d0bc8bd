namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Holds operations back until it is opened; tells when the first one has come. Shorter than a row's time-out, so open it in time.</summary>
internal sealed class StorageGate(Func<StorageOperation, bool> holds) : IDisposable
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when an operation waits here.</summary>
    public Task Reached => _reached.Task.WaitAsync(TimeSpan.FromSeconds(60));

    public static StorageGate Close(TestStorage storage, Func<StorageOperation, bool> holds)
    {
        var gate = new StorageGate(holds);
        storage.Gate = gate.PassAsync;
        return gate;
    }

    public static StorageGate CloseForWrites(TestStorage storage, string grainType) =>
        Close(storage, operation => operation.Kind == StorageOperationKind.Write && operation.GrainType == grainType);

    public void Open() => _open.TrySetResult();

    /// <summary>A test that fails before it opens the gate must not take those after it along.</summary>
    public void Dispose() => Open();

    private Task PassAsync(StorageOperation operation)
    {
        if (!holds(operation))
        {
            return Task.CompletedTask;
        }

        _reached.TrySetResult();
        return _open.Task;
    }
}
