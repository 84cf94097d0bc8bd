using System.Collections.Immutable;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.TestSilo.Storage;

/// <summary>An event store that keeps nothing while a file <c>hold-events</c> lies in a directory: rows land, and their events wait. <c>hold-events.on</c> says that one waits.</summary>
internal sealed class HeldEvents(string directory, ISessionEventStore inner) : ISessionEventStore
{
    private const string Name = "hold-events";

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    public async Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
    {
        var file = Path.Combine(directory, Name);
        while (File.Exists(file))
        {
            await File.WriteAllTextAsync($"{file}.on", "", cancellationToken);
            await Task.Delay(Period, cancellationToken);
        }

        await inner.AppendAsync(events, cancellationToken);
    }

    public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

    public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => inner.DeleteBeforeAsync(before, atMost, cancellationToken);
}
