using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Events;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Telemetry;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Janitor;

/// <summary>What the janitor works with.</summary>
internal sealed class JanitorServices(
    RowStore rows,
    ISiloFence fence,
    EdgeRing edgeRing,
    ISessionEventStore events,
    EventOutlet outlet,
    IGrainFactory grains,
    IOptionsMonitor<JanitorOptions> options,
    IServiceProvider services,
    TimeProvider clock,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider runtime,
    SessionInstruments instruments,
    ILocalSiloDetails silo,
    ILogger<JanitorGrain> logger)
{
    /// <summary>How long one call to the store of rows or of events may take.</summary>
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    public RowStore Rows => rows;

    public ISiloFence Fence => fence;

    public EdgeRing EdgeRing => edgeRing;

    public IGrainFactory Grains => grains;

    public JanitorOptions Options => options.CurrentValue;

    /// <summary><see langword="null"/> where a silo has no sealed rows.</summary>
    public SiloRing? SiloRing { get; } = services.GetService<SiloRing>();

    /// <summary><see langword="null"/> where the host registered none: then nothing is cleaned up.</summary>
    public IRowRanges? Ranges { get; } = services.GetService<IRowRanges>();

    public SessionInstruments Instruments => instruments;

    public ILogger Logger => logger;

    public string Silo => silo.Name;

    public DateTimeOffset Now() => clock.GetUtcNow();

    /// <summary>Hands events on as their session would: to the store, then to the sinks. When it returns they are kept.</summary>
    /// <exception cref="StoreOfEventsException">They could not be handed on; nothing is lost, they wait in their rows.</exception>
    public async Task HandOnAsync(ImmutableArray<SessionEvent> waiting)
    {
        if (!await outlet.KeepAsync(waiting) || !await outlet.ForwardAsync(waiting))
        {
            throw new StoreOfEventsException();
        }
    }

    public Task<int> DeleteEventsAsync(DateTimeOffset before, int atMost) => BoundedAsync(cancellationToken => events.DeleteBeforeAsync(before, atMost, cancellationToken));

    public Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost)
        where TState : class => BoundedAsync(cancellationToken => Ranges!.ReadAsync<TState>(range, atMost, cancellationToken));

    public Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> versions) => BoundedAsync(cancellationToken => Ranges!.DeleteAsync(grainType, versions, cancellationToken));

    private async Task<T> BoundedAsync<T>(Func<CancellationToken, Task<T>> call)
    {
        using var deadline = new CancellationTokenSource(CallTimeout, runtime);
        return await call(deadline.Token).WaitAsync(CallTimeout, runtime);
    }

    /// <summary>Events could not be handed on.</summary>
    internal sealed class StoreOfEventsException() : Exception("Events could not be handed on, so their rows stay.");
}
