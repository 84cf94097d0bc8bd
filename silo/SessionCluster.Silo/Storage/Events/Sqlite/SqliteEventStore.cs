using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>Events in the embedded store, in the file of the sessions and by the same writer: under its fence, and in the same commit as what is written at the same time.</summary>
/// <param name="database">The embedded store.</param>
/// <param name="clock">The clock by which events are kept.</param>
internal sealed class SqliteEventStore(SqliteDatabase database, TimeProvider clock) : ISessionEventStore
{
    private readonly KeepingClock _keeping = new(clock);

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be promised; handed on again, nothing is kept twice.</exception>
    public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) =>
        events.IsDefaultOrEmpty ? Task.CompletedTask : database.WriteAsync(new EventsAppend(events, _keeping), cancellationToken);

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be read, or not in time.</exception>
    public async Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (!EventCursor.TryRead(query, out var start))
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var found = await database.QueryAsync(connection => EventSelect.Read(connection, query, start), cancellationToken).ConfigureAwait(false);
        var size = EventPages.SizeOf(query);
        var page = found.Length > size ? found[..size] : found;
        EventColumns? last = found.Length > size ? page[^1] : null;
        var events = page.Select(columns => columns.ToEvent()).ToImmutableArray();
        return query.Stream is null ? EventPages.OfTime(events, start, last?.Position, now) : EventPages.OfStream(events, start, last?.Sequence);
    }

    /// <inheritdoc />
    /// <exception cref="StorageFaultException">It could not be promised.</exception>
    public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) =>
        database.WriteAsync(new EventsDelete(EventPosition.MillisecondsOf(before), Math.Clamp(atMost, 0, EventPages.Largest)), cancellationToken);
}
