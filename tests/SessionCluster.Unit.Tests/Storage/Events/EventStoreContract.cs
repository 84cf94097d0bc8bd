using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Core.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Storage.Events;

namespace SessionCluster.Unit.Tests.Storage.Events;

/// <summary>What is relied on in whatever store of events there is. A store is tested by deriving from this class.</summary>
public abstract class EventStoreContract : IAsyncLifetime
{
    protected FakeTimeProvider Clock { get; } = new(EventSamples.Start);

    protected ISessionEventStore Store { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Store = await CreateAsync(Clock);

    public async ValueTask DisposeAsync()
    {
        await DestroyAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A store object on this test's own rows; each time another one, as another silo would have.</summary>
    protected abstract ValueTask<ISessionEventStore> CreateAsync(TimeProvider clock);

    protected abstract ValueTask DestroyAsync();

    [Fact]
    public async Task What_was_kept_is_read_member_for_member_and_its_chain_is_whole()
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 5);

        await Store.AppendAsync(events, Cancellation);

        var page = await PageAsync(new() { Stream = stream });
        Assert.Equal(events, page.Events.Select(kept => kept.Event));
        Assert.All(page.Events, kept => Assert.Equal(EventSamples.Start, kept.KeptAt));
        Assert.Null(EventChain.Verify(page.Events.Select(kept => kept.Event)));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task An_event_of_nobody_is_kept_too()
    {
        var value = EventChain.Append(EventLedger.Empty, SessionEvent.ContainmentStream, new(SessionEventKind.LockSet, EventSamples.Start, EndInitiator.Policy)).Waiting;

        await Store.AppendAsync(value, Cancellation);

        Assert.Equal(value, (await PageAsync(new() { Stream = SessionEvent.ContainmentStream })).Events.Select(kept => kept.Event));
        Assert.Equal(value, (await PageAsync(new() { Kind = SessionEventKind.LockSet })).Events.Select(kept => kept.Event));
    }

    [Fact]
    [Rule("L12")]
    public async Task Kept_again_it_stays_as_it_was_and_what_is_new_is_added()
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 4);
        await Store.AppendAsync(events[..2], Cancellation);
        Clock.Advance(TimeSpan.FromSeconds(5));

        await Store.AppendAsync([events[0] with { Reason = "another", Hash = default }, .. events[1..], events[3]], Cancellation);

        var page = await PageAsync(new() { Stream = stream });
        Assert.Equal(events, page.Events.Select(kept => kept.Event));
        Assert.Equal([0, 0, 5, 5], page.Events.Select(kept => (kept.KeptAt - EventSamples.Start).TotalSeconds));
        Assert.Equal(events.Select(EventSamples.Place), await AllAsync(new()));
        Assert.Equal(events.Select(EventSamples.Place), await AllAsync(new() { Subject = EventSamples.Subject("ada") }));
    }

    [Fact]
    public async Task No_events_are_nothing_to_do()
    {
        await Store.AppendAsync([], Cancellation);

        var page = await PageAsync(new());
        Assert.Empty(page.Events);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task Several_activations_that_keep_the_same_keep_it_once()
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 12);
        var others = new[] { Store, await CreateAsync(Clock), await CreateAsync(Clock) };

        await Task.WhenAll(Enumerable.Range(0, 12).Select(round => others[round % 3].AppendAsync(events[..(round + 1)], Cancellation)));

        Assert.Equal(events, (await PageAsync(new() { Stream = stream })).Events.Select(kept => kept.Event));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(11)]
    public async Task Pages_of_a_stream_have_each_event_once_and_in_order(int size)
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 10);
        await Store.AppendAsync(events, Cancellation);
        await Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 3), Cancellation);

        Assert.Equal(events.Select(EventSamples.Place), await AllAsync(new() { Stream = stream, PageSize = size }));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(1_000)]
    public async Task Pages_of_everything_are_in_the_order_of_keeping_across_streams_and_hours(int size)
    {
        var kept = new List<(string, long)>();
        for (var round = 0; round < 4; round++)
        {
            var events = EventSamples.Chain(EventSamples.NewStream(), 3, $"subject-{round % 2}");
            await Store.AppendAsync(events, Cancellation);
            kept.AddRange(events.Select(EventSamples.Place));
            Clock.Advance(TimeSpan.FromHours(round == 1 ? 30 : 0.6));
        }

        Assert.Equal(kept, await AllAsync(new() { PageSize = size }));
        Assert.Equal(kept.Where((_, index) => index / 3 % 2 == 1), await AllAsync(new() { PageSize = size, Subject = EventSamples.Subject("subject-1") }));
        Assert.Equal(kept.Where((_, index) => index % 3 == 2), await AllAsync(new() { PageSize = size, Kind = SessionEventKind.Revoked }));
        Assert.Equal(kept.Where((_, index) => index is 5 or 11), await AllAsync(new() { PageSize = size, Kind = SessionEventKind.Revoked, Subject = EventSamples.Subject("subject-1") }));
    }

    [Fact]
    public async Task Times_narrow_to_the_millisecond_from_inclusive_to_exclusive()
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 3);
        foreach (var value in events)
        {
            await Store.AppendAsync([value], Cancellation);
            Clock.Advance(TimeSpan.FromMilliseconds(1_000));
        }

        var second = EventSamples.Start.AddSeconds(1);
        EventQuery[] queries = [new(), new() { Stream = stream }, new() { Subject = EventSamples.Subject("ada") }];
        foreach (var query in queries)
        {
            Assert.Equal([2L, 3], await SequencesAsync(query with { From = second }));
            Assert.Equal([3L], await SequencesAsync(query with { From = second.AddMilliseconds(1) }));
            Assert.Equal([1L], await SequencesAsync(query with { To = second }));
            Assert.Equal([1L, 2], await SequencesAsync(query with { To = second.AddMilliseconds(1) }));
            Assert.Equal([2L], await SequencesAsync(query with { From = second, To = second.AddMilliseconds(1) }));
            Assert.Empty(await SequencesAsync(query with { From = second, To = second }));
            Assert.Empty(await SequencesAsync(query with { From = second.AddYears(5_000) }));
            Assert.Equal([1L, 2, 3], await SequencesAsync(query with { From = DateTimeOffset.MinValue, To = DateTimeOffset.MaxValue }));
        }

        Assert.Equal([2L], await SequencesAsync(new() { Kind = SessionEventKind.Rotated, From = second, To = second.AddSeconds(1) }));
        Assert.Empty(await SequencesAsync(new() { Kind = SessionEventKind.Rotated, To = second }));
    }

    [Theory]
    [InlineData("a/b\\c#d?e")]
    [InlineData("o'hara' or 1 eq 1 or '")]
    [InlineData("' OR 1=1 --")]
    [InlineData("日本\u2028語 🔑")]
    [InlineData("%2F%00|u|")]
    [Rule("N19")]
    public async Task Whatever_a_subject_is_called_it_is_that_subject_and_no_other(string name)
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 2, name);
        await Store.AppendAsync(events, Cancellation);
        await Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 2, "somebody"), Cancellation);

        Assert.Equal(events, (await PageAsync(new() { Subject = EventSamples.Subject(name) })).Events.Select(kept => kept.Event));
        Assert.Equal(events, (await PageAsync(new() { Stream = events[0].Stream, Subject = EventSamples.Subject(name) })).Events.Select(kept => kept.Event));
        Assert.Empty((await PageAsync(new() { Stream = events[0].Stream, Subject = EventSamples.Subject("somebody") })).Events);
    }

    [Fact]
    public async Task A_stream_that_is_a_piece_of_a_question_is_a_stream_without_events()
    {
        await Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 2), Cancellation);

        Assert.Empty((await PageAsync(new() { Stream = "x' or PartitionKey ne 'y" })).Events);
        Assert.Empty((await PageAsync(new() { Stream = "x' OR stream <> 'y" })).Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("s.")]
    [InlineData("t.1.x.1.")]
    [InlineData("s.-1")]
    [InlineData("s.+1")]
    [InlineData("s. 1")]
    [InlineData("s.01")]
    [InlineData("s.1\n")]
    [InlineData("s.9223372036854775808")]
    [InlineData("s.١")]
    [InlineData("t.1..")]
    [InlineData("t..a.1")]
    [InlineData("t.1.a'b.1")]
    [InlineData("t.1.a|b.1")]
    [InlineData("t.253402300800000..0")]
    [InlineData("t.1.0123456789abcdef0123456789abcdef0.1")]
    [InlineData("' OR 1=1 --")]
    [InlineData("\0")]
    public async Task A_cursor_that_nobody_gave_is_none(string cursor)
    {
        Assert.Null(await Store.QueryAsync(new() { After = cursor }, Cancellation));
        Assert.Null(await Store.QueryAsync(new() { After = cursor, Stream = EventSamples.NewStream() }, Cancellation));
    }

    [Fact]
    public async Task A_cursor_of_another_kind_of_query_is_none()
    {
        var stream = EventSamples.NewStream();
        await Store.AppendAsync(EventSamples.Chain(stream, 2), Cancellation);
        var ofStream = (await PageAsync(new() { Stream = stream, PageSize = 1 })).Next;
        var ofTime = (await PageAsync(new() { PageSize = 1 })).Next;

        Assert.Null(await Store.QueryAsync(new() { After = ofStream }, Cancellation));
        Assert.Null(await Store.QueryAsync(new() { After = ofTime, Stream = stream }, Cancellation));
    }

    [Fact]
    [Rule("L12")]
    public async Task Whoever_follows_sees_an_event_that_another_silo_kept_by_a_slower_clock()
    {
        var slow = await CreateAsync(new FakeTimeProvider(EventSamples.Start.AddSeconds(-1)));
        await Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 2), Cancellation);
        var page = await PageAsync(new());
        var late = EventSamples.Chain(EventSamples.NewStream(), 1);

        await slow.AppendAsync(late, Cancellation);

        Assert.Contains(late[0], (await PageAsync(new() { After = page.Cursor })).Events.Select(kept => kept.Event));

        // Behind the last event itself, without the overlap, it is never seen.
        var behind = EventCursor.Of(new EventPosition(page.Events[^1].KeptAt.ToUnixTimeMilliseconds(), page.Events[^1].Event.Stream, page.Events[^1].Event.Sequence));
        Assert.Empty((await PageAsync(new() { After = behind })).Events);
    }

    [Fact]
    public async Task Whoever_follows_a_quiet_time_does_not_read_the_same_again_for_ever()
    {
        await Store.AppendAsync(EventSamples.Chain(EventSamples.NewStream(), 2), Cancellation);
        var first = await PageAsync(new());
        Assert.Equal(2, (await PageAsync(new() { After = first.Cursor })).Events.Length);

        Clock.Advance(EventPages.Overlap);
        var edge = await PageAsync(new() { After = first.Cursor });
        Assert.Equal(2, (await PageAsync(new() { After = edge.Cursor })).Events.Length);

        Clock.Advance(TimeSpan.FromMilliseconds(1));
        var later = await PageAsync(new() { After = edge.Cursor });
        Assert.Empty((await PageAsync(new() { After = later.Cursor })).Events);
    }

    [Fact]
    public async Task Counts_of_refusals_stand_beyond_the_chain_and_hide_nothing_from_whoever_follows()
    {
        var stream = EventSamples.NewStream();
        var events = EventSamples.Chain(stream, 3);
        await Store.AppendAsync([events[0], EventSamples.Refusals(stream, 1L << 40)], Cancellation);
        var page = await PageAsync(new() { Stream = stream });
        Assert.Equal(2, page.Events.Length);

        await Store.AppendAsync(events[1..], Cancellation);

        Assert.Equal([2L, 3, 1L << 40], await SequencesAsync(new() { Stream = stream, After = page.Cursor }));
        Assert.Equal([1L, 2, 3, 1L << 40], await SequencesAsync(new() { Stream = stream, PageSize = 1 }));
    }

    [Fact]
    public async Task The_oldest_go_first_and_no_more_than_were_asked_for()
    {
        var streams = new List<string>();
        for (var round = 0; round < 4; round++)
        {
            streams.Add(EventSamples.NewStream());
            await Store.AppendAsync(EventSamples.Chain(streams[^1], 2), Cancellation);
            Clock.Advance(TimeSpan.FromHours(1));
        }

        var third = EventSamples.Start.AddHours(2);
        Assert.Equal(0, await Store.DeleteBeforeAsync(EventSamples.Start, 100, Cancellation));
        Assert.Equal(0, await Store.DeleteBeforeAsync(third, 0, Cancellation));
        Assert.Equal(3, await Store.DeleteBeforeAsync(third, 3, Cancellation));
        Assert.Single((await PageAsync(new() { Stream = streams[1] })).Events);
        Assert.Equal(1, await Store.DeleteBeforeAsync(third, 3, Cancellation));
        Assert.Equal(0, await Store.DeleteBeforeAsync(third, 3, Cancellation));

        var left = streams[2..].SelectMany(stream => new[] { (stream, 1L), (stream, 2L) }).ToArray();
        Assert.Equal(left, await AllAsync(new()));
        Assert.Equal(left, await AllAsync(new() { Subject = EventSamples.Subject("ada") }));
        Assert.Equal(left.Where(place => place.Item2 == 1), await AllAsync(new() { Kind = SessionEventKind.Established }));
        Assert.Empty((await PageAsync(new() { Stream = streams[0] })).Events);
        Assert.Equal(2, await Store.DeleteBeforeAsync(third.AddMilliseconds(1), 100, Cancellation));
    }

    [Fact]
    public async Task A_clock_that_is_set_back_does_not_put_events_before_those_that_were_kept()
    {
        var clock = new SteppingClock(EventSamples.Start);
        var store = await CreateAsync(clock);
        var events = EventSamples.Chain(EventSamples.NewStream(), 2);
        await store.AppendAsync(events[..1], Cancellation);
        clock.Now -= TimeSpan.FromHours(1);

        await store.AppendAsync(events[1..], Cancellation);

        Assert.All((await PageAsync(new())).Events, kept => Assert.Equal(EventSamples.Start, kept.KeptAt));
    }

    protected async Task<EventPage> PageAsync(EventQuery query)
    {
        var page = await Store.QueryAsync(query, Cancellation);
        Assert.NotNull(page);
        Assert.True(page.Next is null || (page.Next.Length <= 512 && page.Next.All(character => character is > ' ' and <= '~')), page.Next);
        Assert.NotNull(page.Cursor);
        return page;
    }

    /// <summary>Every page, one after the other; each is full but the last.</summary>
    protected async Task<IReadOnlyList<(string, long)>> AllAsync(EventQuery query)
    {
        var all = new List<(string, long)>();
        string? after = query.After;
        do
        {
            var page = await PageAsync(query with { After = after });
            all.AddRange(page.Events.Select(EventSamples.Place));
            after = page.Next;
        }
        while (after is not null);

        return all;
    }

    private async Task<IReadOnlyList<long>> SequencesAsync(EventQuery query) => [.. (await AllAsync(query)).Select(place => place.Item2)];

    private sealed class SteppingClock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
