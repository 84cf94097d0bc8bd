using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;

namespace SessionCluster.Grains.Events;

/// <summary>Where events are kept. The host registers one; without it they are logged and can't be asked for.</summary>
public interface ISessionEventStore
{
    /// <summary>Keeps events; those that it has already (same stream and sequence) are left as they are. When it returns, all of them are kept, durably.</summary>
    /// <param name="events">Of one stream or several, in the order of their sequences.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken);

    /// <summary>Answers a page of events. It may have fewer than were asked for, or none, and still a next one. <see langword="null"/>: <see cref="EventQuery.After"/> is no cursor of this store for such a query.</summary>
    Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken);

    /// <summary>Deletes events that were kept before an instant, a bounded number (1,000 at most). Answers how many; 0 when none is left.</summary>
    Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken);
}
