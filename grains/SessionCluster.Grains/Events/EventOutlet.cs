using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Abstractions.Events;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Events;

/// <summary>Where a silo's events go: the store, then the sinks. Every attempt is bounded in time (P-W4), and a failure is an answer: whoever keeps the outbox tries again.</summary>
internal sealed partial class EventOutlet
{
    /// <summary>How long one attempt may take: 5 s, as a row's write.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How long an end waits for its event to be kept before it is acknowledged, and an activation that leaves for what it still has: 1 s.</summary>
    public static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LogInterval = TimeSpan.FromSeconds(10);

    private readonly ISessionEventStore _store;
    private readonly ImmutableArray<ISessionEventSink> _sinks;
    private readonly TimeProvider _clock;
    private readonly EventInstruments _instruments;
    private readonly ILogger _logger;
    private long _loggedAt;

    public EventOutlet(
        ISessionEventStore store,
        IEnumerable<ISessionEventSink> sinks,
        [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
        SessionInstruments instruments,
        ILogger<EventOutlet> logger)
    {
        _store = store;
        _sinks = [.. sinks];
        _clock = clock;
        _instruments = instruments.Events;
        _logger = logger;
    }

    public bool HasSinks => !_sinks.IsEmpty;

    /// <summary>True when all of them are kept, durably.</summary>
    /// <param name="events">In the order of their sequences.</param>
    public async Task<bool> KeepAsync(ImmutableArray<SessionEvent> events)
    {
        if (!await TryAsync((_store, events), static (state, cancellation) => state._store.AppendAsync(state.events, cancellation), "store"))
        {
            return false;
        }

        foreach (var value in events)
        {
            _instruments.Kept(value.Kind);
        }

        return true;
    }

    /// <summary>True when every sink has taken all of them.</summary>
    public async Task<bool> ForwardAsync(ImmutableArray<SessionEvent> events)
    {
        foreach (var sink in _sinks)
        {
            if (!await TryAsync((sink, events), static (state, cancellation) => state.sink.WriteAsync(state.events, cancellation), "sink"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Waits for something that goes on by itself, but not for long.</summary>
    public async Task WaitAsync(Task going) =>
        await going.WaitAsync(EndPatience, _clock).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

    private async Task<bool> TryAsync<TState>(TState state, Func<TState, CancellationToken, Task> attempt, string target)
    {
        using var deadline = new CancellationTokenSource(Patience, _clock);
        try
        {
            await attempt(state, deadline.Token).WaitAsync(Patience, _clock);
            return true;
        }
        catch (Exception exception)
        {
            // Whatever a store or somebody's sink throws: the session goes on, and its events wait.
            _instruments.Failed(target);
            LogOnceInAWhile(target, exception.Message);
            return false;
        }
    }

    // Every session of the silo tries: a message each would bury the log.
    private void LogOnceInAWhile(string target, string problem)
    {
        var last = Interlocked.Read(ref _loggedAt);
        var now = _clock.GetTimestamp();
        if ((last == 0 || _clock.GetElapsedTime(last, now) >= LogInterval) && Interlocked.CompareExchange(ref _loggedAt, now, last) == last)
        {
            LogNotHandedOn(_logger, target, problem);
        }
    }

    [LoggerMessage(1303, LogLevel.Warning, "Events could not be handed on to the {Target}: {Problem} They wait in their sessions' rows, and are handed on again.", EventName = "EventsNotHandedOn")]
    private static partial void LogNotHandedOn(ILogger logger, string target, string problem);
}
