using SessionCluster.Abstractions.Events;

namespace SessionCluster.Grains.Events;

/// <summary>An event as it is kept.</summary>
/// <param name="Event">The event.</param>
/// <param name="KeptAt">When it was first kept, by the keeping silo's clock. One that waited in an outbox is kept later than it happened.</param>
public sealed record KeptEvent(SessionEvent Event, DateTimeOffset KeptAt);
