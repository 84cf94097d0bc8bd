using Microsoft.Data.Sqlite;
using SessionCluster.Grains.Fence;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Fence;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Fence;

[Rule("P-F7")]
public sealed class SqliteFenceSourceTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteFenceSource _source;

    public SqliteFenceSourceTests()
    {
        _database = _store.Open();
        _source = new(_database);
    }

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public async Task A_store_that_is_ours_and_writes_is_alive_and_every_reading_is_a_commit()
    {
        for (var beat = 1; beat <= 3; beat++)
        {
            Assert.Equal(FenceReading.Alive, await ReadAsync());
            Assert.Equal((long)beat, Ask("SELECT counter FROM heartbeat"));
        }
    }

    [Fact]
    public async Task The_first_start_does_not_wait_a_start_after_a_clean_stop_neither_one_after_an_unclean_stop_does()
    {
        Assert.False(_source.MustWaitAtStart);
        await _database.CloseAsync(TestContext.Current.CancellationToken);

        await using var second = _store.Database();
        Assert.False(new SqliteFenceSource(second).MustWaitAtStart);
        await second.DisposeAsync();

        await using var third = _store.Database();
        Assert.True(new SqliteFenceSource(third).MustWaitAtStart);
        await third.CloseAsync(TestContext.Current.CancellationToken);

        await using var fourth = _store.Database();
        Assert.False(new SqliteFenceSource(fourth).MustWaitAtStart);
    }

    [Fact]
    public async Task A_foreign_instance_ends_it_for_life()
    {
        var ours = (string)Ask("SELECT instance FROM heartbeat")!;
        Change("UPDATE heartbeat SET instance = 'foreign', counter = 0");

        Assert.False((await ReadAsync()).IsAlive);

        Change($"UPDATE heartbeat SET instance = '{ours}', counter = 0");
        var again = await ReadAsync();
        Assert.False(again.IsAlive);
        Assert.NotEmpty(again.Reason!);
    }

    [Fact]
    [Rule("P-F2")]
    public async Task A_foreign_instance_ends_writing_before_any_heartbeat_has_noticed_it()
    {
        var row = await _database.WriteAsync(Rows.Insert("row", 1));
        Change("UPDATE heartbeat SET instance = 'foreign', counter = 0");

        await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Update("row", row.ETag!.Value, 2)));

        Assert.Equal(1, await _database.ValueAsync("row"));
        Assert.False((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task Without_the_foreign_instance_the_same_write_succeeds()
    {
        var row = await _database.WriteAsync(Rows.Insert("row", 1));

        Assert.True((await _database.WriteAsync(Rows.Update("row", row.ETag!.Value, 2))).Applied);
    }

    [Theory, InlineData(-1), InlineData(1), InlineData(2)]
    public async Task A_counter_that_somebody_else_moved_ends_it_for_life(int by)
    {
        Assert.True((await ReadAsync()).IsAlive);
        Change($"UPDATE heartbeat SET counter = counter + {by}");

        Assert.False((await ReadAsync()).IsAlive);
        Assert.False((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_heartbeat_row_that_is_gone_ends_it_for_life()
    {
        Change("DELETE FROM heartbeat");

        Assert.False((await ReadAsync()).IsAlive);
    }

    [Theory, InlineData(""), InlineData("-wal")]
    public async Task A_file_that_was_replaced_ends_it_for_life(string suffix)
    {
        Assert.True((await ReadAsync()).IsAlive);
        var copy = Path.Combine(_store.Root, "copy");
        File.Copy(_store.Path + suffix, copy);
        File.Move(copy, _store.Path + suffix, overwrite: true);

        var reading = await ReadAsync();

        Assert.False(reading.IsAlive);
        Assert.Contains(_store.Path + suffix, reading.Reason!, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Insert("row")));
    }

    [Theory, InlineData(""), InlineData("-wal")]
    public async Task A_file_that_was_deleted_ends_it_for_life(string suffix)
    {
        File.Delete(_store.Path + suffix);

        Assert.False((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_file_that_was_moved_away_and_back_is_the_same_file()
    {
        File.Move(_store.Path, _store.Path + ".moved");
        File.Move(_store.Path + ".moved", _store.Path);

        Assert.True((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_commit_that_hangs_renews_nothing()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        using var patience = new CancellationTokenSource();
        var reading = _source.ReadAsync(patience.Token).AsTask();
        await gate.ArrivedAsync();
        Assert.False(reading.IsCompleted);

        await patience.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_write_that_hangs_holds_the_heartbeat_back()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        var write = _database.WriteAsync(Rows.Insert("row"));
        await gate.ArrivedAsync();
        using var patience = new CancellationTokenSource();
        var reading = _source.ReadAsync(patience.Token).AsTask();

        Assert.False(reading.IsCompleted);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);

        gate.Open();
        await write;
        Assert.True((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_heartbeat_goes_before_the_writes_that_wait()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        var first = _database.WriteAsync(Rows.Insert("first"));
        await gate.ArrivedAsync();
        var waiting = _database.WriteAsync(Rows.Insert("waiting"));
        var reading = ReadAsync();
        gate.ReleaseOne();
        await first;
        await gate.ArrivedAsync();
        gate.ReleaseOne();

        Assert.True((await reading).IsAlive);
        Assert.False(waiting.IsCompleted);
        gate.Open();
        await waiting;
    }

    [Fact]
    public async Task A_commit_that_fails_renews_nothing_and_the_next_one_does()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        gate.Fail();
        gate.Open();
        await Assert.ThrowsAsync<StorageFaultException>(ReadAsync);

        gate.Fail(false);

        Assert.True((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_commit_that_was_reported_as_failed_and_landed_all_the_same_is_our_own()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        gate.Fail();
        gate.Open();
        await Assert.ThrowsAsync<StorageFaultException>(ReadAsync);
        gate.Fail(false);
        Change("UPDATE heartbeat SET counter = 1");

        Assert.True((await ReadAsync()).IsAlive);
        Assert.Equal(2L, Ask("SELECT counter FROM heartbeat"));
    }

    [Fact]
    [Rule("N18")]
    public async Task A_store_turned_read_only_renews_nothing()
    {
        await _database.PragmaAsync("query_only = ON");

        await Assert.ThrowsAsync<StorageFaultException>(ReadAsync);

        await _database.PragmaAsync("query_only = OFF");
        Assert.True((await ReadAsync()).IsAlive);
    }

    [Fact]
    public async Task A_store_that_was_lost_is_not_marked_as_cleanly_left_and_the_log_does_not_say_so()
    {
        await _database.CloseAsync(TestContext.Current.CancellationToken);
        var log = new RecordedLog<SqliteDatabase>();
        var database = _store.Database(logger: log);
        database.Open();
        Change("UPDATE heartbeat SET instance = 'foreign', counter = 0");
        Assert.False((await new SqliteFenceSource(database).ReadAsync(TestContext.Current.CancellationToken)).IsAlive);

        await database.CloseAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0L, Ask("SELECT stopped_cleanly FROM heartbeat"));
        Assert.Contains(log.Entries, entry => entry.Message.Contains("is closed (cleanly: False)", StringComparison.Ordinal));
    }

    private Task<FenceReading> ReadAsync() => _source.ReadAsync(TestContext.Current.CancellationToken).AsTask();

    private void Change(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    private object? Ask(string sql)
    {
        using var connection = Connect();
        return connection.Scalar(sql);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
