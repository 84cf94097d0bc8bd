using Azure;
using Azure.Data.Tables;

namespace SessionCluster.Silo.Storage.Events.Azure;

/// <summary>The rows of events in the table, and how they come there and go.</summary>
internal sealed class EventRows(TableClient table, EventKeys keys)
{
    // What the service takes in one transaction.
    private const int LargestTransaction = 100;

    /// <summary>Which sequences of a stream are kept, of those from the first to the last.</summary>
    public async Task<HashSet<long>> FindAsync(string stream, long first, long last, CancellationToken cancellationToken)
    {
        var found = new HashSet<long>();
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {keys.Stream(stream)} and RowKey ge {EventKeys.Sequence(first)} and RowKey le {EventKeys.Sequence(last)}");
        await foreach (var row in table.QueryAsync<TableEntity>(filter, select: [nameof(EventColumns.Sequence)], cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            found.Add(EventEntity.Read(row).Sequence);
        }

        return found;
    }

    /// <summary>Writes the copies by time, kind and subject, whatever is there.</summary>
    public Task CopyAsync(IReadOnlyList<EventColumns> events, CancellationToken cancellationToken) => Task.WhenAll(events
        .SelectMany(columns => Copies(columns).Select(place => EventEntity.Of(columns, place.Partition, place.Row)))
        .GroupBy(row => row.PartitionKey)
        .SelectMany(rows => rows.Chunk(LargestTransaction))
        .Select(rows => table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row)), cancellationToken)));

    /// <summary>Writes the rows that are the events. One that is there is left as it is.</summary>
    public async Task AddAsync(IReadOnlyList<EventColumns> events, CancellationToken cancellationToken)
    {
        foreach (var chunk in events.Chunk(LargestTransaction))
        {
            var rows = chunk.Select(columns => EventEntity.Of(columns, keys.Stream(columns.Stream), EventKeys.Sequence(columns.Sequence))).ToArray();
            try
            {
                await table.SubmitTransactionAsync(rows.Select(row => new TableTransactionAction(TableTransactionActionType.Add, row)), cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status409Conflict)
            {
                await AddOneByOneAsync(rows, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>
    /// Deletes an event that was kept before an instant, its copy by time last: whoever crashes in between finds the rest by it. The event itself stays when another attempt kept it later than this copy says.
    /// </summary>
    public async Task DeleteAsync(EventColumns columns, long before, CancellationToken cancellationToken)
    {
        var (partition, row) = (keys.Stream(columns.Stream), EventKeys.Sequence(columns.Sequence));
        var kept = await table.GetEntityIfExistsAsync<TableEntity>(partition, row, [nameof(EventColumns.KeptAt)], cancellationToken).ConfigureAwait(false);
        if (kept.HasValue && EventEntity.Read(kept.Value!).KeptAt < before)
        {
            await table.DeleteEntityAsync(partition, row, cancellationToken: cancellationToken).ConfigureAwait(false);
        }

        foreach (var copy in Copies(columns).Reverse())
        {
            await table.DeleteEntityAsync(copy.Partition, copy.Row, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
    }

    // By time first.
    private IEnumerable<(string Partition, string Row)> Copies(EventColumns columns)
    {
        var row = columns.Position.ToKey();
        yield return (keys.Hour(columns.KeptAt), row);
        yield return (keys.KindHour(columns.Kind, columns.KeptAt), row);
        if (Abstractions.Identifiers.SubjectId.TryCreate(columns.Subject, out var subject, out _))
        {
            yield return (keys.Subject(subject), row);
        }
    }

    private async Task AddOneByOneAsync(IEnumerable<TableEntity> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            try
            {
                await table.AddEntityAsync(row, cancellationToken).ConfigureAwait(false);
            }
            catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status409Conflict)
            {
                // Kept already: by another activation, or by this one, and the answer was lost.
            }
        }
    }
}
