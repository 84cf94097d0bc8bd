using SessionCluster.Grains.Events;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Events.Sqlite;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Events;

/// <summary>The contract, on the embedded store; and what is its own.</summary>
public sealed class SqliteEventStoreTests : EventStoreContract
{
    private readonly TemporaryStore _store = new();
    private SqliteDatabase _database = null!;

    protected override ValueTask<ISessionEventStore> CreateAsync(TimeProvider clock)
    {
        _database ??= _store.Open();
        return new(new SqliteEventStore(_database, clock));
    }

    protected override ValueTask DestroyAsync() => _store.DisposeAsync();

    [Fact]
    [Rule("L12")]
    public async Task What_was_acknowledged_is_there_when_the_store_is_opened_again_and_what_failed_is_not()
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 3);
        await Store.AppendAsync(events[..1], Cancellation);
        using (var gate = await CommitGate.ShutAsync(_database))
        {
            gate.Fail();
            var failing = Store.AppendAsync(events[1..], Cancellation);
            await gate.ArrivedAsync();
            gate.ReleaseOne();
            await Assert.ThrowsAsync<StorageFaultException>(() => failing);
            gate.Fail(fails: false);
            gate.Open();
        }

        await _database.CloseAsync(Cancellation);
        _database = _store.Open();
        var reopened = await CreateAsync(Clock);

        Assert.Equal(events[..1], (await reopened.QueryAsync(new() { Stream = events[0].Stream }, Cancellation))!.Events.Select(kept => kept.Event));
        await reopened.AppendAsync(events, Cancellation);
        Assert.Equal(events, (await reopened.QueryAsync(new() { Stream = events[0].Stream }, Cancellation))!.Events.Select(kept => kept.Event));
    }

    [Fact]
    public async Task Events_and_rows_that_come_together_share_a_commit()
    {
        using var gate = await CommitGate.ShutAsync(_database);
        var first = _database.WriteAsync(Rows.Insert("first"));
        await gate.ArrivedAsync();
        var events = EventSamples.Chain(EventSamples.NewStream(), 3);
        var together = Task.WhenAll(Store.AppendAsync(events, Cancellation), _database.WriteAsync(Rows.Insert("second")), Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 3), Cancellation));

        gate.ReleaseOne();
        await first;
        await gate.ArrivedAsync();
        Assert.False(together.IsCompleted);
        gate.ReleaseOne();

        await together;
        Assert.Equal(2, gate.Commits);
    }

    /// <summary>A page must cost what it holds, however many events there are.</summary>
    [Theory]
    [InlineData("", "SessionEventsByTime")]
    [InlineData("subject = 'ada' AND ", "SessionEventsBySubject")]
    [InlineData("subject = 'ada' AND +kind = 6 AND ", "SessionEventsBySubject")]
    [InlineData("kind = 6 AND ", "SessionEventsByKind")]
    public async Task A_page_is_read_from_an_index_in_its_order(string narrow, string index)
    {
        var plan = await _database.QueryAsync(
            connection =>
            {
                using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Literals of this test.
                command.CommandText = $"EXPLAIN QUERY PLAN SELECT {EventTable.Columns} FROM SessionEvents WHERE {narrow}(kept_at, stream, sequence) > (1, 'x', 1) AND kept_at >= 0 ORDER BY kept_at, stream, sequence LIMIT 10";
#pragma warning restore CA2100
                using var reader = command.ExecuteReader();
                var steps = new List<string>();
                while (reader.Read())
                {
                    steps.Add(reader.GetString(3));
                }

                return steps;
            },
            Cancellation);

        Assert.Contains($"USING INDEX {index} (", Assert.Single(plan), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_somebody_put_there_that_no_event_has_is_read_as_unset_and_breaks_the_chain()
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 3);
        await Store.AppendAsync(events, Cancellation);
        await _database.RunOnWriterAsync(
            session =>
            {
                session.Connection.Execute("UPDATE SessionEvents SET class = '../..', hash = 'zz', kept_at = 9223372036854775807, kind = 999, id = '' WHERE sequence = 2");
                return true;
            },
            Cancellation);

        var page = await PageAsync(new() { Stream = events[0].Stream });

        Assert.Equal(3, page.Events.Length);
        Assert.Equal(2, SessionCluster.Core.Events.EventChain.Verify(page.Events.Select(kept => kept.Event))?.Sequence);
    }
}
