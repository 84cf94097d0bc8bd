using Microsoft.Extensions.Time.Testing;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Unit.Tests.Storage.Writing;

public sealed class BoundedWriteTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly FakeTimeProvider _time = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Rule("P-W4")]
    public async Task A_write_that_the_disk_holds_up_fails_in_time_with_its_outcome_unknown()
    {
        var database = _store.Open(time: _time);
        using var gate = await CommitGate.ShutAsync(database);
        var stuck = database.WriteAsync(Rows.Insert("stuck", 1));
        await gate.ArrivedAsync();

        _time.Advance(TimeSpan.FromSeconds(4.999));
        Assert.False(stuck.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(0.001));

        Assert.Contains("unknown", (await Assert.ThrowsAsync<StorageFaultException>(() => stuck)).Message, StringComparison.Ordinal);
        gate.Open();
        await database.WriteAsync(Rows.Insert("next"));
        Assert.Equal(1, await database.ValueAsync("stuck"));
    }

    [Fact]
    [Rule("P-W4")]
    public async Task A_write_that_was_never_begun_fails_in_time_and_never_lands()
    {
        var database = _store.Open(time: _time);
        using var gate = await CommitGate.ShutAsync(database);
        var stuck = database.WriteAsync(Rows.Insert("stuck"));
        await gate.ArrivedAsync();
        var waiting = database.WriteAsync(Rows.Insert("waiting", 1));

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Contains("nothing was written", (await Assert.ThrowsAsync<StorageFaultException>(() => waiting)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageFaultException>(() => stuck);
        gate.Open();
        await database.WriteAsync(Rows.Insert("next"));
        Assert.Null(await database.ValueAsync("waiting"));
    }

    [Fact]
    public async Task A_caller_that_gives_up_before_its_write_began_leaves_nothing_behind()
    {
        var database = _store.Open(time: _time);
        using var gate = await CommitGate.ShutAsync(database);
        var stuck = database.WriteAsync(Rows.Insert("stuck"));
        await gate.ArrivedAsync();
        using var cancellation = new CancellationTokenSource();
        var waiting = database.WriteAsync(Rows.Insert("waiting", 1), cancellation.Token);

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Open();
        await stuck;
        await database.WriteAsync(Rows.Insert("next"));
        Assert.Null(await database.ValueAsync("waiting"));
    }

    [Fact]
    public async Task A_write_beyond_the_queue_is_refused_at_once()
    {
        var database = _store.Open(options => options.QueueCapacity = 2, _time);
        using var gate = await CommitGate.ShutAsync(database);
        var stuck = database.WriteAsync(Rows.Insert("stuck"));
        await gate.ArrivedAsync();
        var second = database.WriteAsync(Rows.Insert("second"));
        var third = database.WriteAsync(Rows.Insert("third"));

        var refusal = await Assert.ThrowsAsync<StorageFaultException>(() => database.WriteAsync(Rows.Insert("fourth")));

        Assert.Contains("nothing was written", refusal.Message, StringComparison.Ordinal);
        gate.Open();
        await Task.WhenAll(stuck, second, third);
        Assert.True((await database.WriteAsync(Rows.Insert("fourth"))).Applied);
    }

    [Fact]
    public async Task Rows_beyond_the_queues_bytes_are_refused_at_once()
    {
        var database = _store.Open(options => (options.QueueCapacityBytes, options.MaxRowBytes) = (1 << 20, 1 << 20), _time);
        using var gate = await CommitGate.ShutAsync(database);
        var stuck = database.WriteAsync(Rows.Insert("stuck"));
        await gate.ArrivedAsync();
        var half = database.WriteAsync(Rows.Insert("half", length: 1 << 19));
        var whole = database.WriteAsync(Rows.Insert("whole", length: 1 << 19));

        await Assert.ThrowsAsync<StorageFaultException>(() => database.WriteAsync(Rows.Insert("one-too-many", length: 1)));

        gate.Open();
        await Task.WhenAll(stuck, half, whole);
    }

    [Theory, InlineData(4096, true), InlineData(4097, false)]
    public async Task A_row_is_bounded(int length, bool fits)
    {
        var database = _store.Open(options => options.MaxRowBytes = 4096);
        var write = () => database.WriteAsync(Rows.Insert("row", length: length));

        if (fits)
        {
            Assert.True((await write()).Applied);
        }
        else
        {
            await Assert.ThrowsAsync<StorageFaultException>(write);
        }
    }

    [Fact]
    public async Task What_waits_at_the_close_is_still_written()
    {
        var database = _store.Open();
        var gate = await CommitGate.ShutAsync(database);
        var first = database.WriteAsync(Rows.Insert("first", 1));
        await gate.ArrivedAsync();
        var second = database.WriteAsync(Rows.Insert("second", 2));
        var close = database.CloseAsync(TestContext.Current.CancellationToken);
        gate.Open();
        await Task.WhenAll(first, second, close);

        await Assert.ThrowsAsync<StorageFaultException>(() => database.WriteAsync(Rows.Insert("late")));
        await Assert.ThrowsAsync<StorageFaultException>(() => database.ValueAsync("first"));
        Assert.Equal(2, await _store.Open().ValueAsync("second"));
    }
}
