using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Faults;

/// <summary>Lets writes of some row fail: passes over a number of them, then fails a number of tries.</summary>
internal sealed class FailedWrites : IDisposable
{
    /// <summary>More tries than anything makes.</summary>
    public const int Always = int.MaxValue;

    private readonly TaskCompletionSource _hit = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TestStorage _storage;
    private int _toPass;
    private int _toFail;
    private int _failed;

    private FailedWrites(TestStorage storage, WriteFailure failure, int tries, int passing, Func<StorageOperation, bool> hits)
    {
        _storage = storage;
        _toPass = passing;
        _toFail = tries;
        _storage.Faults = operation => operation.Kind == StorageOperationKind.Write && hits(operation) && MustFail() ? Fail(operation, failure) : StorageFault.None;
    }

    /// <summary>Each failure, at the first try only and at all tries.</summary>
    public static TheoryData<WriteFailure, int> Table => new()
    {
        { WriteFailure.ThrowWithoutDoing, 1 },
        { WriteFailure.WriteThenThrow, 1 },
        { WriteFailure.RivalVersion, 1 },
        { WriteFailure.ThrowWithoutDoing, Always },
        { WriteFailure.WriteThenThrow, Always },
        { WriteFailure.RivalVersion, Always },
    };

    /// <summary>How many writes failed: a test that hit none attacked nothing.</summary>
    public int Failed => Volatile.Read(ref _failed);

    /// <summary>Completes when the first write has failed.</summary>
    public Task Hit => _hit.Task.WaitAsync(TimeSpan.FromSeconds(60));

    /// <summary>Of the rows of a grain type.</summary>
    /// <param name="storage">The store.</param>
    /// <param name="failure">How.</param>
    /// <param name="tries">How many in a row; <see cref="Always"/> until healed.</param>
    /// <param name="grainType">Whose rows.</param>
    /// <param name="key">Which row, or any.</param>
    /// <param name="passing">How many writes succeed before.</param>
    public static FailedWrites Of(TestStorage storage, WriteFailure failure, int tries, string grainType, string? key = null, int passing = 0) =>
        new(storage, failure, tries, passing, operation => operation.GrainType == grainType && (key is null || operation.Key == key));

    public void Heal() => _storage.Faults = null;

    public void Dispose() => Heal();

    private bool MustFail()
    {
        // Writes of one row queue; those of several may come at the same time.
        lock (_storage)
        {
            if (_toPass > 0)
            {
                _toPass--;
                return false;
            }

            if (_toFail == 0)
            {
                return false;
            }

            _toFail -= _toFail == Always ? 0 : 1;
            _failed++;
            _hit.TrySetResult();
            return true;
        }
    }

    private StorageFault Fail(StorageOperation operation, WriteFailure failure)
    {
        switch (failure)
        {
            case WriteFailure.ThrowWithoutDoing:
                return StorageFault.ThrowWithoutDoing;
            case WriteFailure.WriteThenThrow:
                return StorageFault.WriteThenThrow;
            default:
                _storage.Bump(operation.GrainType, operation.Key);
                return StorageFault.None;
        }
    }
}
