using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Time;
using SessionCluster.Silo.Storage.Azure;

namespace SessionCluster.Silo.Storage.Events.Azure;

/// <summary>
/// Events in a table of their own. The copies by time, kind and subject are written first and the row that is the event last: an event that is kept has all of them, and an attempt that crashed in between is
/// made good by the next, at an instant of its own. What it left shows an event at an earlier instant, once more; stream and sequence tell.
/// </summary>
internal sealed class AzureTableEventStore(
    [FromKeyedServices(SessionStorage.ProviderName)] TableServiceClient client,
    IOptions<ClusterOptions> cluster,
    TimeProvider clock,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider runtime) : ISessionEventStore
{
    /// <summary>How long copies may take to be written: 10 s. Later, whoever follows would not see them any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int DeletedSideBySide = 16;

    private readonly KeepingClock _keeping = new(clock);
    private readonly TableClient _table = client.GetTableClient(SessionTables.Events);
    private readonly EventKeys _keys = new(cluster.Value.ServiceId);

    private EventRows Rows => field ??= new(_table, _keys);

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be promised; handed on again, nothing is lost.</exception>
    public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        foreach (var stream in (events.IsDefault ? [] : events).GroupBy(value => value.Stream))
        {
            await AppendAsync(stream.Key, [.. stream], cancellationToken).ConfigureAwait(false);
        }

        return true;
    });

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be read.</exception>
    public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return EventCursor.TryRead(query, out var start) ? GuardAsync(() => ReadAsync(query, start, cancellationToken)) : Task.FromResult<EventPage?>(null);
    }

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be promised; what is left is found by the next call.</exception>
    public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => GuardAsync(async () =>
    {
        var (limit, instant) = (Math.Clamp(atMost, 0, EventPages.Largest), EventPosition.MillisecondsOf(before));
        var oldest = await TakeAsync(EventFilters.Before(_keys, instant), limit, cancellationToken).ConfigureAwait(false);
        await Parallel.ForEachAsync(
            oldest,
            new ParallelOptions { MaxDegreeOfParallelism = DeletedSideBySide, CancellationToken = cancellationToken },
            async (columns, token) => await Rows.DeleteAsync(columns, instant, token).ConfigureAwait(false)).ConfigureAwait(false);
        return oldest.Count;
    });

    private async Task AppendAsync(string stream, ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
    {
        var kept = await Rows.FindAsync(stream, events.Min(value => value.Sequence), events.Max(value => value.Sequence), cancellationToken).ConfigureAwait(false);
        var began = runtime.GetTimestamp();
        var keptAt = _keeping.Take();
        var missing = events.Where(value => !kept.Contains(value.Sequence)).DistinctBy(value => value.Sequence).Select(value => EventColumns.Of(value, keptAt)).ToArray();
        if (missing.Length == 0)
        {
            return;
        }

        await Rows.CopyAsync(missing, cancellationToken).ConfigureAwait(false);
        if (runtime.GetElapsedTime(began) > Patience)
        {
            throw new StorageFaultException($"The event store took longer than {Patience.TotalSeconds} s: the events are handed on again.");
        }

        await Rows.AddAsync(missing, cancellationToken).ConfigureAwait(false);
    }

    private async Task<EventPage?> ReadAsync(EventQuery query, EventStart start, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var size = EventPages.SizeOf(query);
        List<EventColumns> found = [];
        foreach (var filter in EventFilters.Of(query, _keys, start))
        {
            found.AddRange(await TakeAsync(filter, size + 1 - found.Count, cancellationToken).ConfigureAwait(false));
            if (found.Count > size)
            {
                break;
            }
        }

        EventColumns? last = found.Count > size ? found[size - 1] : null;
        var events = found.Take(size).DistinctBy(columns => (columns.Stream, columns.Sequence)).Select(columns => columns.ToEvent()).ToImmutableArray();
        return query.Stream is null ? EventPages.OfTime(events, start, last?.Position, now) : EventPages.OfStream(events, start, last?.Sequence);
    }

    private async Task<List<EventColumns>> TakeAsync(string filter, int atMost, CancellationToken cancellationToken)
    {
        List<EventColumns> found = [];
        if (atMost == 0)
        {
            return found;
        }

        await foreach (var row in _table.QueryAsync<TableEntity>(filter, Math.Min(atMost, EventPages.Largest), cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(EventEntity.Read(row));
            if (found.Count == atMost)
            {
                break;
            }
        }

        return found;
    }

    private static async Task<T> GuardAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RequestFailedException or AggregateException)
        {
            // The package's message quotes addresses, which hold session ids, and headers: the code alone says what it was.
            throw new StorageFaultException($"The event store gave no good answer ({Reason(exception)}).", exception);
        }
    }

    private static string Reason(Exception exception) => exception.GetBaseException() switch
    {
        RequestFailedException { Status: > 0 } refused => $"{refused.Status} {refused.ErrorCode}".TrimEnd(),
        var other => other.GetType().Name,
    };
}
