using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Grains.Events;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>
/// Loses single activations of sessions as a crash loses them, without a last write: from that moment the stores take nothing from it, and nobody gets its answers. Whoever asked finds that the silo is unavailable.
/// The activation itself notices nothing; <see cref="SessionTestCluster.DeactivateAsync(SessionId)"/> then clears it away, and the next one begins with what the store has.
/// </summary>
internal sealed class LostActivations : IIncomingGrainCallFilter
{
    // An activation's turns run by a scheduler of its own, and so do its calls of a store.
    private readonly ConcurrentDictionary<TaskScheduler, bool> _lost = new();
    private readonly ConcurrentDictionary<string, TaskScheduler> _latest = new();
    private readonly ConcurrentDictionary<string, bool> _atNextWrite = new();
    private int _dropped;
    private int _unanswered;

    /// <summary>How many writes went nowhere.</summary>
    public int Dropped => Volatile.Read(ref _dropped);

    /// <summary>How many calls got no answer.</summary>
    public int Unanswered => Volatile.Read(ref _unanswered);

    /// <summary>Makes this the cluster's way of losing activations.</summary>
    public void Use(SessionTestOptions options, Action<IServiceCollection>? replace = null)
    {
        options.WrapStorage = inner => new Store(this, inner);
        options.ReplaceServices = services =>
        {
            services.AddSingleton<IIncomingGrainCallFilter>(this).AddSingleton<ISessionEventStore>(new EventStore(this, options.Events));
            replace?.Invoke(services);
        };
    }

    /// <summary>The activation that has been called last is lost now.</summary>
    public void Lose(SessionId id)
    {
        if (_latest.TryGetValue(id.ToString(), out var activation))
        {
            _lost[activation] = true;
        }
    }

    /// <summary>The next write of that session's row loses the activation that makes it.</summary>
    /// <param name="id">The session.</param>
    /// <param name="lands">Whether that write still lands.</param>
    public void LoseAtNextWrite(SessionId id, bool lands) => _atNextWrite[id.ToString()] = lands;

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType != typeof(ISessionGrain))
        {
            await context.Invoke();
            return;
        }

        var activation = TaskScheduler.Current;
        _latest[context.TargetId.Key.ToString()!] = activation;
        ThrowIfLost(activation);
        await context.Invoke();
        ThrowIfLost(activation);
    }

    private bool IsLost(TaskScheduler activation) => _lost.ContainsKey(activation);

    private bool IsItsLast(GrainId grainId, out bool lands)
    {
        lands = false;
        return grainId.Type.ToString() == "session" && _atNextWrite.TryRemove(grainId.Key.ToString()!, out lands);
    }

    private void ThrowIfLost(TaskScheduler activation)
    {
        if (IsLost(activation))
        {
            Interlocked.Increment(ref _unanswered);
            throw new SiloUnavailableException("The test has lost this activation.");
        }
    }

    private sealed class Store(LostActivations losses, IGrainStorage inner) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            PassAsync(grainId, grainState, () => inner.WriteStateAsync(stateName, grainId, grainState));

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            PassAsync(grainId, grainState, () => inner.ClearStateAsync(stateName, grainId, grainState));

        private async Task PassAsync<T>(GrainId grainId, IGrainState<T> grainState, Func<Task> change)
        {
            var activation = TaskScheduler.Current;
            var isLast = losses.IsItsLast(grainId, out var lands);
            if (isLast && !lands)
            {
                losses._lost[activation] = true;
            }

            if (losses.IsLost(activation))
            {
                Interlocked.Increment(ref losses._dropped);
                grainState.RecordExists = true;
                return;
            }

            await change();
            if (isLast)
            {
                losses._lost[activation] = true;
            }
        }
    }

    private sealed class EventStore(LostActivations losses, ISessionEventStore inner) : ISessionEventStore
    {
        public Task AppendAsync(ImmutableArray<SessionEvent> events, CancellationToken cancellationToken) =>
            losses.IsLost(TaskScheduler.Current) ? Task.CompletedTask : inner.AppendAsync(events, cancellationToken);

        public Task<EventPage?> QueryAsync(EventQuery query, CancellationToken cancellationToken) => inner.QueryAsync(query, cancellationToken);

        public Task<int> DeleteBeforeAsync(DateTimeOffset before, int atMost, CancellationToken cancellationToken) => inner.DeleteBeforeAsync(before, atMost, cancellationToken);
    }
}
