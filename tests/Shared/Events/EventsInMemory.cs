using System.Collections.Immutable;
using System.Globalization;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Events;

namespace SessionCluster.Tests.Shared.Events;

/// <summary>Keeps events in memory as the contract says: idempotent, in the order in which they came. It counts, and can fail or hold back where a test says so.</summary>
public sealed class EventsInMemory(TimeProvider? clock = null) : ISessionEventStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Stream, long Sequence), KeptEvent> _kept = [];
    private readonly List<KeptEvent> _order = [];
    private int _calls;
    private long _offered;

    /// <summary>Awaited before anything is kept; it may throw, and then nothing is. Nothing by default.</summary>
    public Func<ImmutableArray<SessionEvent>, CancellationToken, Task>? Before { get; set; }

    /// <summary>Awaited after it was kept; when it throws the caller does not learn that it was. Nothing by default.</summary>
    public Func<ImmutableArray<SessionEvent>, CancellationToken, Task>? After { get; set; }

    /// <summary>Told whenever something was kept.</summary>
    public event Action? Kept;

    /// <summary>How often <see cref="AppendAsync"/> was called.</summary>
    public int Calls => Volatile.Read(ref _calls);

    /// <summary>How many events it was given, repetitions included.</summary>
    public long Offered => Interlocked.Read(ref _offered);

    /// <summary>All that is kept, in the order in which it came.</summary>
    public ImmutableArray<SessionEvent> All
    {
        get
        {
            lock (_lock)
            {
                return [.. _order.Select(kept => kept.Event)];
            }
        }
    }

    /// <summary>What is kept of a stream, in the order of its sequences.</summary>
    public ImmutableArray<SessionEvent> Of(string stream) => [.. All.Where(value => value.Stream == stream).OrderBy(value => value.Sequence)];

    /// <inheritdoc/>
    public async Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _calls);
        Interlocked.Add(ref _offered, events.Length);
        if (Before is { } before)
        {
            await before(events, cancellationToken);
        }

        lock (_lock)
        {
            foreach (var value in events)
            {
                var kept = new KeptEvent(value, (clock ?? TimeProvider.System).GetUtcNow());
                if (_kept.TryAdd((value.Stream, value.Sequence), kept))
                {
                    _order.Add(kept);
                }
            }
        }

        Kept?.Invoke();
        if (After is { } after)
        {
            await after(events, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var begin = 0;
            if (query.After is { } after && !int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out begin))
            {
                return Task.FromResult<EventPage?>(null);
            }

            var matching = query.Stream is null ? _order : _order.OrderBy(kept => kept.Event.Sequence).ToList();
            var found = matching.Where(kept => Matches(kept, query)).Skip(begin).Take(query.PageSize + 1).ToList();
            var page = found.Take(query.PageSize).ToImmutableArray();
            var next = (begin + page.Length).ToString(CultureInfo.InvariantCulture);
            return Task.FromResult<EventPage?>(new EventPage(page, found.Count > page.Length ? next : null, next));
        }
    }

    /// <inheritdoc/>
    public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var old = _order.Where(kept => kept.KeptAt < before).Take(atMost).ToList();
            foreach (var kept in old)
            {
                _order.Remove(kept);
                _kept.Remove((kept.Event.Stream, kept.Event.Sequence));
            }

            return Task.FromResult(old.Count);
        }
    }

    private static bool Matches(KeptEvent kept, EventQuery query) =>
        (query.Stream is null || kept.Event.Stream == query.Stream)
        && (query.Subject.IsUnset || kept.Event.Subject == query.Subject)
        && (query.Kind is null || kept.Event.Kind == query.Kind)
        && (query.From is null || kept.KeptAt >= query.From)
        && (query.To is null || kept.KeptAt < query.To);
}
