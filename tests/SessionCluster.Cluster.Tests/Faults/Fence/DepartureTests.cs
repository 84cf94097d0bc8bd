using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Silos;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>A silo that leaves keeps its fence until its last activation has left, gives it up for good, and then tells every other silo (P-F5).</summary>
public sealed class DepartureTests : IDisposable
{
    private static readonly SiloAddress Other = ScriptedMembership.Silo(2);

    private static readonly SiloAddress Third = ScriptedMembership.Silo(3);

    private readonly FakeTimeProvider _clock = new();
    private readonly SiloActivations _activations = new();
    private readonly ScriptedPeers _peers = new();
    private readonly ScriptedMembership _membership = new();
    private readonly SiloFence _fence;
    private readonly FenceRenewal _renewal;
    private Func<CancellationToken, Task> _stop = _ => Task.CompletedTask;

    public DepartureTests()
    {
        _membership.CurrentSnapshot = ScriptedMembership.Snapshot(1, (ScriptedMembership.Own, SiloStatus.ShuttingDown), (Other, SiloStatus.Active), (Third, SiloStatus.Joining), (ScriptedMembership.Silo(4), SiloStatus.Dead));
        _fence = new(_clock);
        _renewal = new(
            _fence,
            new AlwaysAlive(),
            new ContainmentReader(new TestStorage()),
            new SiloContainment(),
            new NoStoreClock(),
            Departures.Of(_activations, _peers, _membership),
            _clock,
            NullLogger<FenceRenewal>.Instance);
    }

    public void Dispose() => _renewal.Dispose();

    [Fact]
    [Rule("P-F5")]
    public async Task The_fence_is_kept_until_the_last_activation_has_left_and_given_up_before_anybody_is_told()
    {
        _activations.SessionEntered();
        _activations.OtherEntered();
        await StartAsync();
        var held = new List<bool>();
        _peers.OnLeave = _ =>
        {
            held.Add(_fence.IsHeld);
            return Task.CompletedTask;
        };

        var stopping = _stop(CancellationToken.None);
        _activations.SessionLeft();
        Assert.False(stopping.IsCompleted);
        Assert.True(_fence.IsHeld);
        Assert.Empty(_peers.Leaves);

        _activations.OtherLeft();
        await stopping;
        Assert.Equal("the silo has stopped", _fence.EndedBecause);
        Assert.Equal([(Other, ScriptedMembership.Own), (Third, ScriptedMembership.Own)], _peers.Leaves.Order(Comparer<(SiloAddress Told, SiloAddress)>.Create((left, right) => left.Told.CompareTo(right.Told))));
        Assert.Equal([false, false], held);
    }

    [Fact]
    [Rule("P-F5")]
    public async Task A_host_that_waits_no_longer_gets_a_silo_without_a_fence_whoever_is_still_there()
    {
        _activations.SessionEntered();
        await StartAsync();
        using var patience = new CancellationTokenSource();

        var stopping = _stop(patience.Token);
        await patience.CancelAsync();
        await stopping;

        Assert.False(_fence.IsHeld);
        Assert.Equal(2, _peers.Leaves.Count);
    }

    [Fact]
    [Rule("P-F5")]
    public async Task One_that_is_not_reached_keeps_nobody_from_being_told()
    {
        _peers.OnLeave = told => told.Equals(Other) ? throw new TimeoutException("silent") : Task.CompletedTask;
        await StartAsync();

        await _stop(CancellationToken.None);

        Assert.Contains((Third, ScriptedMembership.Own), _peers.Leaves);
        Assert.False(_fence.IsHeld);
    }

    private async Task StartAsync()
    {
        var lifecycle = new Stage();
        _renewal.Participate(lifecycle);
        await lifecycle.Observer!.OnStart(CancellationToken.None);
        Assert.True(_fence.IsHeld);
        _stop = lifecycle.Observer.OnStop;
    }

    private sealed class Stage : ISiloLifecycle, IDisposable
    {
        public ILifecycleObserver? Observer { get; private set; }

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            Observer = observer;
            return this;
        }

        public void Dispose()
        {
        }
    }
}
