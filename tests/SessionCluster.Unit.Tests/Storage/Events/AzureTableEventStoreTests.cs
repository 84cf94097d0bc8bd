using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Azure;
using SessionCluster.Silo.Storage.Events.Azure;
using SessionCluster.Tests.Shared.Azurite;
using SessionCluster.Unit.Tests.Storage.Azure;

namespace SessionCluster.Unit.Tests.Storage.Events;

/// <summary>The contract, on tables, against the emulator; and what becomes of an attempt that ends between two rows.</summary>
public sealed class AzureTableEventStoreTests(AzuriteFixture azurite) : EventStoreContract
{
    private readonly string _service = BareSilo.NewServiceId();
    private BareSilo _silo = null!;

    private TableServiceClient Client => _silo.Provider.GetRequiredKeyedService<TableServiceClient>(SessionStorage.ProviderName);

    private TableClient Table => Client.GetTableClient(SessionTables.Events);

    protected override async ValueTask<ISessionEventStore> CreateAsync(TimeProvider clock)
    {
        _silo ??= await BareSilo.StartAsync(await azurite.GetConnectionStringAsync(), _service);
        return Create(clock, TimeProvider.System);
    }

    protected override ValueTask DestroyAsync() => _silo.DisposeAsync();

    [Fact]
    public void It_is_what_the_product_registers() => Assert.IsType<AzureTableEventStore>(_silo.Provider.GetRequiredService<ISessionEventStore>());

    [Fact]
    [Rule("L12")]
    public async Task An_attempt_that_ended_before_the_event_itself_is_made_good_and_shows_at_most_a_repetition()
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 2);
        await Rows().CopyAsync([.. events.Select(value => SessionCluster.Silo.Storage.Events.EventColumns.Of(value, EventSamples.Start.ToUnixTimeMilliseconds()))], Cancellation);
        Assert.Empty((await PageAsync(new() { Stream = events[0].Stream })).Events);
        Clock.Advance(TimeSpan.FromHours(1));

        await Store.AppendAsync(events, Cancellation);

        Assert.Equal(events, (await PageAsync(new() { Stream = events[0].Stream })).Events.Select(kept => kept.Event));
        Assert.Equal(events.Select(EventSamples.Place), await AllAsync(new() { From = EventSamples.Start.AddHours(1) }));
        Assert.Equal(events.Select(EventSamples.Place), (await AllAsync(new())).Distinct());

        // What the first attempt left is old before the events are, and goes without them.
        Assert.Equal(2, await Store.DeleteBeforeAsync(EventSamples.Start.AddMinutes(1), 100, Cancellation));
        Assert.Equal(events.Select(EventSamples.Place), await AllAsync(new()));
        Assert.Equal(events, (await PageAsync(new() { Stream = events[0].Stream })).Events.Select(kept => kept.Event));
        Assert.Equal(2, await Store.DeleteBeforeAsync(EventSamples.Start.AddHours(2), 100, Cancellation));
        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task A_deletion_that_ended_half_way_is_finished_by_the_next()
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 2);
        await Store.AppendAsync(events, Cancellation);
        await Table.DeleteEntityAsync($"{_service}|s|{events[0].Stream}", EventKeys.Sequence(1), cancellationToken: Cancellation);

        Assert.Equal(2, await Store.DeleteBeforeAsync(EventSamples.Start.AddDays(1), 100, Cancellation));

        Assert.Equal(0, await CountAsync());
    }

    [Fact]
    public async Task Copies_that_took_too_long_are_not_followed_by_the_event()
    {
        var slow = Create(Clock, new HurriedClock());
        var events = EventSamples.Chain(EventSamples.NewStream(), 1);

        var fault = await Assert.ThrowsAsync<StorageFaultException>(() => slow.AppendAsync(events, Cancellation));

        Assert.Contains("handed on again", fault.Message, StringComparison.Ordinal);
        Assert.Empty((await PageAsync(new() { Stream = events[0].Stream })).Events);
        await Store.AppendAsync(events, Cancellation);
        Assert.Equal(events, (await PageAsync(new() { Stream = events[0].Stream })).Events.Select(kept => kept.Event));
    }

    [Fact]
    public async Task More_than_a_transaction_takes_are_kept()
    {
        var events = EventSamples.Chain(EventSamples.NewStream(), 205);

        await Store.AppendAsync(events, Cancellation);

        Assert.Equal(events, (await PageAsync(new() { Stream = events[0].Stream, PageSize = 300 })).Events.Select(kept => kept.Event));
        Assert.Equal(205, (await AllAsync(new() { PageSize = 100 })).Count);
    }

    [Fact]
    public async Task Services_that_share_an_account_do_not_see_each_other()
    {
        var other = new AzureTableEventStore(Client, Options.Create(new ClusterOptions { ClusterId = "cluster", ServiceId = $"{_service}t" }), Clock, TimeProvider.System);
        var events = EventSamples.Chain(EventSamples.NewStream(), 2);
        await other.AppendAsync(events, Cancellation);

        Assert.Empty((await PageAsync(new())).Events);
        Assert.Empty((await PageAsync(new() { Stream = events[0].Stream })).Events);
        Assert.Equal(0, await Store.DeleteBeforeAsync(EventSamples.Start.AddYears(1), 100, Cancellation));
        Assert.Equal(2, (await other.QueryAsync(new() { Kind = null }, Cancellation))!.Events.Length);
    }

    [Fact]
    public async Task A_store_that_gives_no_good_answer_is_a_fault_that_quotes_nothing()
    {
        var broken = new AzureTableEventStore(new TableServiceClient(Client.Uri, new TableSharedKeyCredential("devstoreaccount1", Convert.ToBase64String(new byte[64]))), Options.Create(new ClusterOptions { ServiceId = _service }), Clock, TimeProvider.System);

        var fault = await Assert.ThrowsAsync<StorageFaultException>(() => broken.QueryAsync(new() { Stream = "x" }, Cancellation));

        Assert.Matches(@"^The event store gave no good answer \(40[0-9]( [A-Za-z]+)?\)\.$", fault.Message);
    }

    private AzureTableEventStore Create(TimeProvider clock, TimeProvider runtime) => new(Client, Options.Create(new ClusterOptions { ClusterId = "cluster", ServiceId = _service }), clock, runtime);

    private EventRows Rows() => new(Table, new(_service));

    private async Task<int> CountAsync()
    {
        var count = 0;
        await foreach (var row in Table.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey ge {_service} and PartitionKey lt {_service + "}"}"), cancellationToken: Cancellation))
        {
            count++;
        }

        return count;
    }

    /// <summary>Eleven seconds pass between any two looks at it.</summary>
    private sealed class HurriedClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _now, TimeSpan.TicksPerSecond * 11);
    }
}
