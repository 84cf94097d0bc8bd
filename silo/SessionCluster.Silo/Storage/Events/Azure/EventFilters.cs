using Azure.Data.Tables;
using SessionCluster.Grains.Events;

namespace SessionCluster.Silo.Storage.Events.Azure;

/// <summary>The questions to the table that a query is, one after the other. Every value is quoted by the package.</summary>
internal static class EventFilters
{
    // An hour that no event is kept in.
    private const long End = 99_999_999L * 3_600_000;

    /// <summary>The questions, whose answers together are in the query's order.</summary>
    public static IEnumerable<string> Of(EventQuery query, EventKeys keys, EventStart start)
    {
        if (query.Stream is { } stream)
        {
            var filter = TableClient.CreateQueryFilter($"PartitionKey eq {keys.Stream(stream)} and RowKey gt {EventKeys.Sequence(start.Sequence)}");
            yield return filter + Narrow(query, bySubject: true, byKind: true);
            yield break;
        }

        var row = start.Position.ToKey();
        if (!query.Subject.IsUnset)
        {
            // A key may be shared by two subjects in theory; their names are not.
            yield return TableClient.CreateQueryFilter($"PartitionKey eq {keys.Subject(query.Subject)} and RowKey gt {row}") + Narrow(query, bySubject: true, byKind: true);
            yield break;
        }

        // The rest of one hour, then every hour after it: asked together, the service would read the table from its beginning.
        var (first, last) = (Partition(start.Position.KeptAt), Partition(query.To is { } to ? EventPosition.MillisecondsOf(to) : End));
        yield return TableClient.CreateQueryFilter($"PartitionKey eq {first} and RowKey gt {row}") + Narrow(query, bySubject: false, byKind: false);
        yield return TableClient.CreateQueryFilter($"PartitionKey gt {first} and PartitionKey le {last}") + Narrow(query, bySubject: false, byKind: false);

        string Partition(long keptAt) => query.Kind is { } kind ? keys.KindHour((int)kind, keptAt) : keys.Hour(keptAt);
    }

    /// <summary>Copies by time of events that were kept before an instant, the oldest first.</summary>
    public static string Before(EventKeys keys, long before) =>
        TableClient.CreateQueryFilter($"PartitionKey ge {keys.Hour(0)} and PartitionKey le {keys.Hour(before)} and KeptAt lt {before}");

    private static string Narrow(EventQuery query, bool bySubject, bool byKind)
    {
        var filter = string.Empty;
        if (bySubject && !query.Subject.IsUnset)
        {
            filter += TableClient.CreateQueryFilter($" and Subject eq {query.Subject.Value}");
        }

        if (byKind && query.Kind is { } kind)
        {
            filter += TableClient.CreateQueryFilter($" and Kind eq {(int)kind}");
        }

        if (query.From is { } from)
        {
            filter += TableClient.CreateQueryFilter($" and KeptAt ge {EventPosition.MillisecondsOf(from)}");
        }

        return query.To is { } to ? filter + TableClient.CreateQueryFilter($" and KeptAt lt {EventPosition.MillisecondsOf(to)}") : filter;
    }
}
