using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Events.Sqlite;

/// <summary>Keeps events, in the transaction of whatever else is written. When they are kept is told by the writer, so that it is the order of the transactions.</summary>
internal sealed class EventsAppend(ImmutableArray<SessionEvent> events, KeepingClock clock) : BatchWrite<bool>
{
    // What an event usually takes, with its indices.
    private const int UsualSize = 1_024;

    /// <inheritdoc />
    public override int Size => events.Length * UsualSize;

    /// <inheritdoc />
    protected override bool Do(WriterSession session)
    {
        var keptAt = clock.Take();
        foreach (var value in events)
        {
            session.Events.Run(EventColumns.Of(value, keptAt));
        }

        return true;
    }
}
