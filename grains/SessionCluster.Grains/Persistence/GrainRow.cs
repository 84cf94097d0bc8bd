using SessionCluster.Abstractions.Validation;
using SessionCluster.Core.Rows;

namespace SessionCluster.Grains.Persistence;

/// <summary>
/// A grain's stored row: what has landed, and the one way to change it. Not <c>IPersistentState</c>, whose queue lets a read replace the state that a later write then stores,
/// and which can't tell a write that landed for certain from one that a re-read has shown.
/// </summary>
/// <remarks>To be used from one activation only: its turns never run at the same time, so plain fields suffice.</remarks>
internal sealed class GrainRow<TState>(RowStore store, GrainId id)
    where TState : class, IKeyedState, new()
{
    private string? _etag;
    private TState? _landed;
    private bool _exists;
    private bool _fresh;
    private bool _untrusted;
    private Task<bool>? _loading;
    private Task? _writing;

    /// <summary>The last value that is known to have landed; <see langword="null"/> where no row is. Meaningful once <see cref="IsLoaded"/>.</summary>
    public TState? Landed => _landed;

    /// <summary>Version of what has landed; <see langword="null"/> where no row is.</summary>
    public string? ETag => _etag;

    /// <summary>True once the row was read or written.</summary>
    public bool IsLoaded { get; private set; }

    /// <summary>True while it is being read.</summary>
    public bool IsLoading => _loading is not null;

    /// <summary>Why the row could not be loaded.</summary>
    public UnavailableReason Problem => _untrusted ? UnavailableReason.Row : UnavailableReason.Storage;

    /// <summary>Reads the row unless it was read before; callers at the same time share one read.</summary>
    public ValueTask<bool> LoadAsync() => IsLoaded ? new(true) : LoadSharedAsync();

    /// <summary>What is known may be outdated: it is read again before the next decision that asks for a fresh row.</summary>
    public void Forget() => _fresh = false;

    /// <summary>Reads the row by a reading that begins now, whatever is known or under way.</summary>
    public async Task<bool> ReloadAsync()
    {
        while ((_writing ?? _loading) is { } other)
        {
            await other;
        }

        _fresh = false;
        return await LoadFreshAsync();
    }

    /// <summary>
    /// As <see cref="LoadAsync"/>, and reads again after a write of unknown outcome: for a decision that must not be taken from a row that may have changed.
    /// </summary>
    public ValueTask<bool> LoadFreshAsync() => _fresh ? new(true) : LoadSharedAsync();

    /// <summary>
    /// Changes the row: composes the next value from the landed one and writes it, conditionally. After a failure the outcome is unknown: the row is read again, the value composed again, and
    /// the write tried again (P-W2). Writes of one row queue; none is detached (P-W4).
    /// </summary>
    /// <param name="compose">From the landed value (<see langword="null"/> where no row is) to the next; <see langword="null"/> when the row is already as it should be.</param>
    /// <param name="mode">What is assumed and asked.</param>
    public async Task<WriteOutcome> UpdateAsync(Func<TState?, TState?> compose, WriteMode mode = WriteMode.Fenced)
    {
        // A read that began before the write and ends after it would put what it read over what has landed.
        while ((_writing ?? _loading) is { } other)
        {
            await other;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writing = done.Task;
        try
        {
            return await WriteAsync(compose, mode);
        }
        finally
        {
            _writing = null;
            done.SetResult();
        }
    }

    /// <summary>
    /// Deletes the row, if it is as <paramref name="isSpent"/> asks, conditionally and by the rules of every write (P-W2, P-W4). Afterwards <see cref="Landed"/> says whether a row is left.
    /// </summary>
    public async Task<WriteOutcome> ClearAsync(Func<TState, bool> isSpent)
    {
        while ((_writing ?? _loading) is { } other)
        {
            await other;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _writing = done.Task;
        try
        {
            return await DeleteAsync(isSpent);
        }
        finally
        {
            _writing = null;
            done.SetResult();
        }
    }

    private async Task<WriteOutcome> DeleteAsync(Func<TState, bool> isSpent)
    {
        for (var attempt = 1; attempt <= RowStore.MaxTries; attempt++)
        {
            if (!_fresh && !await ReadAsync())
            {
                continue;
            }

            if (_landed is null || !isSpent(_landed))
            {
                return WriteOutcome.Read;
            }

            if (!store.Fence.TryGetTerm(out _))
            {
                return WriteOutcome.NotFenced;
            }

            var row = new GrainState<TState>(_landed, _etag) { RecordExists = true };
            try
            {
                await store.ClearAsync(id, row);
            }
            catch (Exception exception)
            {
                store.WriteFailed(id, exception);
                _fresh = false;
                continue;
            }

            Take(new GrainState<TState>(), landed: null);
            return attempt == 1 ? WriteOutcome.Landed : WriteOutcome.Read;
        }

        return WriteOutcome.Unknown;
    }

    private async Task<WriteOutcome> WriteAsync(Func<TState?, TState?> compose, WriteMode mode)
    {
        // A row that was never read is written without a read only when it is new: the insert itself finds out.
        var readFirst = mode != WriteMode.Insert && !_fresh;
        for (var attempt = 1; attempt <= RowStore.MaxTries; attempt++)
        {
            if (readFirst && !await ReadAsync())
            {
                continue;
            }

            var next = compose(_landed);
            if (next is null)
            {
                return WriteOutcome.Read;
            }

            if (mode != WriteMode.Last && !store.Fence.TryGetTerm(out _))
            {
                return WriteOutcome.NotFenced;
            }

            var row = new GrainState<TState>(next, _etag) { RecordExists = _exists };
            try
            {
                await store.WriteAsync(id, row);
            }
            catch (Exception exception)
            {
                // Also InconsistentStateException: if it escaped, the runtime would drop the activation and with it what it must not forget (P-W3).
                store.WriteFailed(id, exception);
                _fresh = false;
                readFirst = true;
                continue;
            }

            Take(row, next);
            return attempt == 1 ? WriteOutcome.Landed : WriteOutcome.Read;
        }

        return WriteOutcome.Unknown;
    }

    private ValueTask<bool> LoadSharedAsync()
    {
        var loading = _loading ?? LoadOnceAsync();
        _loading = loading.IsCompleted ? null : loading;
        return new(loading);
    }

    private async Task<bool> LoadOnceAsync()
    {
        while (_writing is { } writing)
        {
            await writing;
        }

        try
        {
            return _fresh || await ReadAsync();
        }
        finally
        {
            _loading = null;
        }
    }

    private async Task<bool> ReadAsync()
    {
        var row = new GrainState<TState>();
        try
        {
            await store.ReadAsync(id, row);
            if (row.RecordExists && !row.State!.BelongsTo(id.Key.ToString()!))
            {
                throw new UntrustedRowException("It is the row of another key.");
            }
        }
        catch (Exception exception)
        {
            store.ReadFailed(id, exception);
            _untrusted = exception is UntrustedRowException;
            return false;
        }

        Take(row, row.RecordExists ? row.State : null);
        return true;
    }

    private void Take(GrainState<TState> row, TState? landed)
    {
        _etag = row.ETag;
        _exists = landed is not null;
        _landed = landed;
        _fresh = true;
        _untrusted = false;
        IsLoaded = true;
    }
}
