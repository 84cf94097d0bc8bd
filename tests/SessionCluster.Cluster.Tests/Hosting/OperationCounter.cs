using System.Collections.Concurrent;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>Counts operations of the store, failed ones included, since it was made. In a cluster that tests share, what an earlier one has begun may still be under way: name the rows that are meant.</summary>
internal sealed class OperationCounter : IDisposable
{
    private readonly TestStorage _storage;
    private readonly Func<StorageOperation, bool> _counts;
    private readonly ConcurrentQueue<StorageOperation> _counted = new();

    public OperationCounter(TestStorage storage, Func<StorageOperation, bool>? counts = null)
    {
        _storage = storage;
        _counts = counts ?? (_ => true);
        _storage.Began += Count;
    }

    public int Reads => _counted.Count(operation => operation.Kind == StorageOperationKind.Read);

    public int Writes => _counted.Count(operation => operation.Kind == StorageOperationKind.Write);

    public static OperationCounter OfSession(TestStorage storage, SessionId id) => new(storage, operation => operation.GrainType == "session" && operation.Key == id.ToString());

    /// <summary>Reads and writes of a subject's row and of rows of sessions, which may be known only afterwards.</summary>
    public (int Reads, int Writes) Of(SubjectId subject, params SessionId[] ids)
    {
        string[] keys = [subject.Key.ToString(), .. ids.Select(id => id.ToString())];
        var meant = _counted.Where(operation => keys.Contains(operation.Key)).ToArray();
        return (meant.Count(operation => operation.Kind == StorageOperationKind.Read), meant.Count(operation => operation.Kind == StorageOperationKind.Write));
    }

    public void Dispose() => _storage.Began -= Count;

    private void Count(StorageOperation operation)
    {
        if (_counts(operation))
        {
            _counted.Enqueue(operation);
        }
    }
}
