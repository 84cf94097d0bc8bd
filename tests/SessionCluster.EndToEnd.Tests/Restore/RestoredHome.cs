using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>
/// A silo whose store was backed up with three sessions in it, each of which was shut out afterwards in another way; now it is stopped, and the backup is in place. One session a subject, so that what is left of the
/// former ones would be in the way of the next. Public words only: what an operator runs is what runs here.
/// </summary>
internal sealed class RestoredHome : IAsyncDisposable
{
    /// <summary>The client of the third session, locked after the backup.</summary>
    public const string LockedLater = "shop";

    /// <summary>A client that was locked before the backup.</summary>
    public const string LockedBefore = "partner";

    /// <summary>Whose session is revoked by its handle, who is revoked, and whose client is locked.</summary>
    public static readonly string[] Subjects = ["alice", "bob", "carol"];

    private readonly IRestoredStore _store;

    private RestoredHome(IRestoredStore store) => _store = store;

    /// <summary>The file of the edge ring, which is not in the backup.</summary>
    public string EdgeRing => _store.EdgeRing;

    /// <summary>The sessions of the backup, in the order of <see cref="Subjects"/>.</summary>
    public IReadOnlyList<(string Sid, string Token)> Sessions { get; private set; } = [];

    /// <summary>Plays everything up to the restored store.</summary>
    /// <param name="isTables">In Azure tables; else in files.</param>
    public static async Task<RestoredHome> PrepareAsync(bool isTables)
    {
        IRestoredStore store = isTables ? await RestoredTables.StartAsync() : new RestoredFiles();
        return await PrepareAsync(store, store.RestoreAsync);
    }

    /// <summary>The same, and only the rows are put back.</summary>
    public static async Task<RestoredHome> PrepareRowsOnlyAsync()
    {
        var store = await RestoredTables.StartAsync();
        return await PrepareAsync(store, store.RestoreRowsOnlyAsync);
    }

    /// <summary>Starts a silo, does something with <c>sessionctl</c>, and stops it in good order.</summary>
    public async Task RunAsync(Func<CliHome, Task> act)
    {
        var silo = _store.Launch("--SessionCluster:Classes:interactive:MaxSessions=1", "--SessionCluster:Classes:interactive:AtLimit=refuse");
        await silo.WaitUntilReadyAsync(TestContext.Current.CancellationToken);
        using (var cli = _store.Ask(silo))
        {
            await act(cli);
        }

        Assert.Equal(0, await silo.StopAsync());
    }

    /// <summary>Establishes a session; the third subject's is held by the client <see cref="LockedLater"/>.</summary>
    public static Task<(string Sid, string Token)> EstablishAsync(CliHome cli, string subject) => cli.EstablishAsync(subject, subject == Subjects[2] ? LockedLater : "desk");

    /// <inheritdoc />
    public ValueTask DisposeAsync() => _store.DisposeAsync();

    private static async Task<RestoredHome> PrepareAsync(IRestoredStore store, Func<Task> restoreAsync)
    {
        var home = new RestoredHome(store);
        try
        {
            await home.RunAsync(home.EstablishAllAsync);
            if (!home._store.IsCopiedWhileItRuns)
            {
                await home._store.BackUpAsync();
            }

            await home.RunAsync(home.ShutOutAllAsync);
            await restoreAsync();
            return home;
        }
        catch
        {
            await home.DisposeAsync();
            throw;
        }
    }

    private async Task EstablishAllAsync(CliHome cli)
    {
        (await cli.RunAsync("lock", "client", LockedBefore)).Require(0);
        var sessions = new List<(string Sid, string Token)>();
        foreach (var subject in Subjects)
        {
            sessions.Add(await EstablishAsync(cli, subject));
            Assert.Equal("active", await cli.ValidateAsync(sessions[^1].Token));
        }

        Sessions = sessions;
        if (_store.IsCopiedWhileItRuns)
        {
            await _store.BackUpAsync();
        }
    }

    private async Task ShutOutAllAsync(CliHome cli)
    {
        (await cli.RunAsync("revoke", "--sid", Sessions[0].Sid, "--reason", "compromise")).Require(0);
        (await cli.RunAsync("revoke-subject", Subjects[1], "--reason", "compromise")).Require(0);
        (await cli.RunAsync("lock", "client", LockedLater)).Require(0);
        string[] refusals = ["revoked", "revoked", "locked"];
        foreach (var (index, refusal) in refusals.Index())
        {
            Assert.Equal(refusal, await cli.ValidateAsync(Sessions[index].Token));
        }
    }
}
