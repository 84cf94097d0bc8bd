using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;

namespace SessionCluster.Grains.Events;

/// <summary>Takes events elsewhere: a queue, a SIEM. Called after they are kept, at least once, in the order of each stream; an event that was taken comes again when the silo could not note that.</summary>
public interface ISessionEventSink
{
    /// <summary>Takes events. When it throws they are handed on again later, to every sink: stream and sequence tell a repetition.</summary>
    Task WriteAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken);
}
