namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Counts operations of the store, failed ones included, since it was made.</summary>
internal sealed class OperationCounter : IDisposable
{
    private readonly TestStorage _storage;
    private readonly Func<StorageOperation, bool> _counts;
    private int _reads;
    private int _writes;

    public OperationCounter(TestStorage storage, Func<StorageOperation, bool>? counts = null)
    {
        _storage = storage;
        _counts = counts ?? (_ => true);
        _storage.Began += Count;
    }

    public int Reads => Volatile.Read(ref _reads);

    public int Writes => Volatile.Read(ref _writes);

    public static OperationCounter OfSession(TestStorage storage, Abstractions.Identifiers.SessionId id) => new(storage, operation => operation.GrainType == "session" && operation.Key == id.ToString());

    public void Dispose() => _storage.Began -= Count;

    private void Count(StorageOperation operation)
    {
        if (_counts(operation))
        {
            Interlocked.Increment(ref operation.Kind == StorageOperationKind.Read ? ref _reads : ref _writes);
        }
    }
}
