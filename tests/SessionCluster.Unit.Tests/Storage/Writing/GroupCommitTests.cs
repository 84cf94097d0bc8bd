using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Sqlite;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Unit.Tests.Storage.Writing;

public sealed class GroupCommitTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly SqliteDatabase _database;

    public GroupCommitTests() => _database = _store.Open();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Rule("G3")]
    public async Task Nobody_is_answered_before_the_commit()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        var first = _database.WriteAsync(Rows.Insert("first", 1));
        await gate.ArrivedAsync();
        var rest = Enumerable.Range(0, 50).Select(i => _database.WriteAsync(Rows.Insert($"row-{i}", i))).ToArray();

        Assert.False(first.IsCompleted);
        Assert.Null(await _database.ValueAsync("first"));

        gate.ReleaseOne();
        Assert.True((await first).Applied);
        await gate.ArrivedAsync();
        Assert.DoesNotContain(rest, write => write.IsCompleted);
        Assert.Equal(1, await _database.ValueAsync("first"));
        Assert.Null(await _database.ValueAsync("row-7"));

        gate.ReleaseOne();
        Assert.All(await Task.WhenAll(rest), outcome => Assert.True(outcome.Applied));
        Assert.Equal(7, await _database.ValueAsync("row-7"));
    }

    [Fact]
    [Rule("L19")]
    public async Task What_waits_while_a_commit_is_under_way_goes_into_one_commit()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        var first = _database.WriteAsync(Rows.Insert("first"));
        await gate.ArrivedAsync();
        var rest = Enumerable.Range(0, 200).Select(i => _database.WriteAsync(Rows.Insert($"row-{i}"))).ToArray();

        gate.Open();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(2, gate.Commits);
    }

    [Theory, InlineData(256, 2), InlineData(255, 3), InlineData(100, 4)]
    public async Task A_batch_is_bounded(int maxBatch, int commits)
    {
        await using var store = new TemporaryStore();
        var database = store.Open(options => options.MaxBatch = maxBatch);
        using var gate = await CommitGate.ShutAsync(database);
        var first = database.WriteAsync(Rows.Insert("first"));
        await gate.ArrivedAsync();
        var rest = Enumerable.Range(0, 256).Select(i => database.WriteAsync(Rows.Insert($"row-{i}"))).ToArray();

        gate.Open();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(commits, gate.Commits);
    }

    [Theory, InlineData(1 << 20, 2), InlineData((1 << 20) + 1, 3), InlineData((2 << 20) + 1, 5), InlineData(5 << 20, 5)]
    [Rule("P-W4")]
    public async Task A_batch_is_bounded_in_bytes_and_takes_at_least_one_row(int length, int commits)
    {
        await using var store = new TemporaryStore();
        var database = store.Open(options => options.MaxRowBytes = 8 << 20);
        using var gate = await CommitGate.ShutAsync(database);
        var first = database.WriteAsync(Rows.Insert("first"));
        await gate.ArrivedAsync();
        var rest = Enumerable.Range(0, 4).Select(i => database.WriteAsync(Rows.Insert($"row-{i}", i, length))).ToArray();

        gate.Open();
        await Task.WhenAll([first, .. rest]);

        Assert.Equal(commits, gate.Commits);
    }

    [Fact]
    public async Task A_conflict_fails_its_own_write_and_no_other_of_the_batch()
    {
        var existing = await _database.WriteAsync(Rows.Insert("existing", 1));
        using var gate = await CommitGate.ShutAsync(_database);
        var blocker = _database.WriteAsync(Rows.Insert("blocker"));
        await gate.ArrivedAsync();
        var before = _database.WriteAsync(Rows.Insert("before", 2));
        var conflict = _database.WriteAsync(Rows.Insert("existing", 3));
        var after = _database.WriteAsync(Rows.Insert("after", 4));

        gate.ReleaseOne();
        await blocker;
        await gate.ArrivedAsync();
        Assert.False(conflict.IsCompleted);
        gate.Open();

        Assert.Equal(new RowOutcome(false, existing.ETag), await conflict);
        Assert.True((await before).Applied);
        Assert.True((await after).Applied);
        Assert.Equal(1, await _database.ValueAsync("existing"));
        Assert.Equal(2, gate.Commits);
    }

    [Fact]
    [Rule("P-W2")]
    public async Task A_commit_that_fails_fails_every_write_of_the_batch_conflicts_too()
    {
        var existing = await _database.WriteAsync(Rows.Insert("existing", 1));
        using var gate = await CommitGate.ShutAsync(_database);
        var blocker = _database.WriteAsync(Rows.Insert("blocker"));
        await gate.ArrivedAsync();
        var winner = _database.WriteAsync(Rows.Update("existing", existing.ETag!.Value, 2));
        var loser = _database.WriteAsync(Rows.Update("existing", existing.ETag!.Value, 3));
        gate.ReleaseOne();
        await blocker;
        await gate.ArrivedAsync();
        gate.Fail();
        gate.Open();

        // The loser lost against a write that itself was undone: to call that a conflict would be wrong.
        Assert.Contains("unknown", (await Assert.ThrowsAsync<StorageFaultException>(() => winner)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageFaultException>(() => loser);
        Assert.Equal(1, await _database.ValueAsync("existing"));
    }

    [Fact]
    [Rule("L6")]
    public async Task After_a_commit_that_failed_the_same_write_succeeds()
    {
        var existing = await _database.WriteAsync(Rows.Insert("existing", 1));
        using var gate = await CommitGate.ShutAsync(_database);
        gate.Fail();
        gate.Open();
        await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Update("existing", existing.ETag!.Value, 2)));

        gate.Fail(false);
        var retried = await _database.WriteAsync(Rows.Update("existing", existing.ETag!.Value, 2));

        Assert.True(retried.Applied);
        Assert.Equal(2, await _database.ValueAsync("existing"));
    }

    [Fact]
    public async Task A_revision_that_may_have_landed_is_never_given_again()
    {
        var before = await _database.WriteAsync(Rows.Insert("before"));
        using (var gate = await CommitGate.ShutAsync(_database))
        {
            gate.Fail();
            gate.Open();
            await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Insert("lost")));
            gate.Fail(false);
        }

        var after = await _database.WriteAsync(Rows.Insert("after"));

        Assert.True(after.ETag > before.ETag + 1, $"{after.ETag} follows {before.ETag}, though one was given in between.");
    }

    [Fact]
    public async Task Many_more_writes_than_a_checkpoint_takes_are_all_there()
    {
        await using var store = new TemporaryStore();
        var database = store.Open(options => options.CheckpointRows = 50);
        await Parallel.ForEachAsync(Enumerable.Range(0, 2_000), TestContext.Current.CancellationToken, async (i, _) => await database.WriteAsync(Rows.Insert($"row-{i}", i)));

        for (var i = 0; i < 2_000; i += 97)
        {
            Assert.Equal(i, await database.ValueAsync($"row-{i}"));
        }

        Assert.True(new FileInfo(store.Path).Length > 100_000, "No checkpoint has copied the log into the database.");
    }
}
