using SessionCluster.Silo.Storage.Sqlite;
using SQLitePCL;

namespace SessionCluster.Unit.Tests.Storage;

/// <summary>
/// Stands in SQLite's own commit, by its commit hook: every commit of the writer halts here until it is let through, or is turned into a failure. What the disk does
/// when it is slow or broken, at a moment the test chooses.
/// </summary>
internal sealed class CommitGate : IDisposable
{
    private readonly SemaphoreSlim _arrived = new(0);
    private readonly SemaphoreSlim _released = new(0);
    private volatile bool _open;
    private volatile bool _fails;

    private CommitGate()
    {
    }

    /// <summary>How many commits have come this far.</summary>
    public int Commits { get; private set; }

    /// <summary>Puts the gate, shut, into a store's writer.</summary>
    public static async Task<CommitGate> ShutAsync(SqliteDatabase database)
    {
        var gate = new CommitGate();
        await database.RunOnWriterAsync(
            session =>
            {
                raw.sqlite3_commit_hook(session.Connection.Handle, _ => gate.Pass(), null);
                return true;
            },
            TestContext.Current.CancellationToken);
        return gate;
    }

    /// <summary>Waits until a commit stands at the gate.</summary>
    public async Task ArrivedAsync() =>
        Assert.True(await _arrived.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken), "No commit came to the gate within 30 s.");

    /// <summary>Lets one commit through.</summary>
    public void ReleaseOne() => _released.Release();

    /// <summary>Lets every commit through from now on.</summary>
    public void Open()
    {
        _open = true;
        _released.Release();
    }

    /// <summary>From now on commits fail once they are let through, as on a disk that reports an error.</summary>
    public void Fail(bool fails = true) => _fails = fails;

    public void Dispose() => Open();

    private int Pass()
    {
        Commits++;
        _arrived.Release();
        if (!_open)
        {
            _released.Wait(TimeSpan.FromSeconds(30));
        }

        return _fails ? 1 : 0;
    }
}
