using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Grains.Membership;

/// <summary>
/// Notes when this silo first saw each death in its cluster, by its own monotonic clock (P-F5). 1.1 T later the dead one's fence has run out for certain: its last renewal began before its death
/// was written, and this silo can't have seen that earlier than it was written.
/// </summary>
internal sealed partial class DeathWatch(
    IClusterMembershipService membership,
    ILocalSiloDetails silo,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    ILogger<DeathWatch> logger) : ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    // Until a death is forgotten that the membership itself has forgotten: longer than everything that asks about it (1.1 T; the age of a migration payload).
    private static readonly TimeSpan Memory = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile DeathView _view = DeathView.Empty;
    private Task _loop = Task.CompletedTask;

    /// <summary>What is known now.</summary>
    public DeathView Current => _view;

    /// <summary>What is known of a membership version or a newer one, if this silo has it already.</summary>
    public DeathView UpTo(MembershipVersion version)
    {
        if (_view.Version < version)
        {
            Take(membership.CurrentSnapshot);
        }

        return _view;
    }

    /// <summary>Raised after a death or a leave became known.</summary>
    public event Action? Died;

    /// <summary>From its first membership view on: before this silo is active it must not have missed a death.</summary>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(DeathWatch), ServiceLifecycleStage.RuntimeServices, StartAsync, StopAsync);

    public void Dispose() => _stopping.Dispose();

    /// <summary>True when that silo's fence has run out, or was given up: it was announced, or this silo has seen its death at least 1.1 T ago.</summary>
    public bool IsHarmless(SiloAddress other)
    {
        var view = _view;
        return view.Announced.Contains(other) || (view.Deaths.TryGetValue(other, out var death) && clock.GetElapsedTime(death.SeenAt) >= SiloFence.SafeWait);
    }

    /// <summary>A silo has given its fence up and leaves.</summary>
    public void Announced(SiloAddress leaving)
    {
        lock (_lock)
        {
            var view = _view;
            _view = new(view.Version, view.Living, view.Deaths, view.Announced.Add(leaving));
        }

        LogLeaving(leaving);
    }

    internal void Take(ClusterMembershipSnapshot snapshot)
    {
        var died = false;
        lock (_lock)
        {
            var before = _view;
            if (snapshot.Version < before.Version)
            {
                return;
            }

            var now = clock.GetTimestamp();
            var living = snapshot.Members.Values.Where(member => member.Status != SiloStatus.Dead).Select(member => member.SiloAddress).ToImmutableHashSet();
            var deaths = before.Deaths.ToBuilder();

            // Who was there and is not any more counts as dead, whatever has become of its row.
            var gone = before.Living.Except(living).Union(snapshot.Members.Keys.Except(living));
            foreach (var dead in gone.Where(dead => !dead.Equals(silo.SiloAddress)))
            {
                if (deaths.TryAdd(dead, new(now, snapshot.Version)))
                {
                    died = true;
                    LogDied(dead, before.Announced.Contains(dead) ? "announced" : "unannounced");
                }
            }

            foreach (var (forgotten, death) in before.Deaths)
            {
                if (!snapshot.Members.ContainsKey(forgotten) && clock.GetElapsedTime(death.SeenAt, now) > Memory)
                {
                    deaths.Remove(forgotten);
                }
            }

            var known = deaths.ToImmutable();
            _view = new(snapshot.Version, living, known, [.. before.Announced.Where(announced => living.Contains(announced) || known.ContainsKey(announced))]);
        }

        if (died)
        {
            Died?.Invoke();
        }
    }

    private Task StartAsync(CancellationToken cancellationToken)
    {
        // On no scheduler of the runtime: it must not wait for anything.
        _loop = Task.Run(() => LoopAsync(_stopping.Token), CancellationToken.None);
        return Task.CompletedTask;
    }

    private async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(cancellationToken))
        {
            Take(snapshot);
        }
    }

    [LoggerMessage(1701, LogLevel.Information, "Silo {Silo} has left the cluster or was declared dead ({Kind}).", EventName = "SiloDied")]
    private partial void LogDied(SiloAddress silo, string kind);

    [LoggerMessage(1702, LogLevel.Information, "Silo {Silo} leaves and has given its fence up.", EventName = "SiloLeaving")]
    private partial void LogLeaving(SiloAddress silo);
}
