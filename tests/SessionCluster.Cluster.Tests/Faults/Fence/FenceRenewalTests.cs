using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using Orleans.Serialization;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>Renewal: take the time, read that we are alive, read and load the containment log, hold (P-F1). In doubt the fence runs out (G6).</summary>
public sealed class FenceRenewalTests : IDisposable
{
    private static readonly SubjectKey Subject = SessionSamples.Subject("someone").Key;

    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedSource _source = new();
    private readonly TestStorage _storage = new();
    private readonly SiloContainment _containment = new();
    private readonly SiloFence _fence;
    private readonly FenceRenewal _renewal;

    public FenceRenewalTests()
    {
        _storage.UseSerializer(_services.GetRequiredService<Serializer>());
        _fence = new(_clock);
        _renewal = new(_fence, _source, new ContainmentReader(_storage), _containment, new NoStoreClock(), Departures.OfNobody(), _clock, NullLogger<FenceRenewal>.Instance);
    }

    public void Dispose()
    {
        _renewal.Dispose();
        _services.Dispose();
    }

    [Fact]
    [Rule("P-F1")]
    public async Task The_time_is_taken_before_the_reading_and_life_is_read_before_the_log()
    {
        using var counter = new OperationCounter(_storage);
        _source.OnRead = () =>
        {
            Assert.Equal(0, counter.Reads);
            _clock.Advance(TimeSpan.FromSeconds(2));
            return FenceReading.Alive;
        };

        Assert.True(await RenewAsync());

        Assert.Equal(1, counter.Reads);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1"), Rule("P-C2")]
    public async Task What_the_log_says_is_in_force_before_the_fence_is_held()
    {
        Write(version: 1, cutOffEpoch: 3);

        Assert.True(await RenewAsync());

        Assert.Equal((1, 3), (_containment.Current.Version, _containment.Current.CutOffOf(Subject)));
        Write(version: 2, cutOffEpoch: 4);
        Assert.True(await RenewAsync());
        Assert.Equal(4, _containment.Current.CutOffOf(Subject));
    }

    [Fact]
    [Rule("P-F1"), Rule("N18"), Rule("G6")]
    public async Task A_source_that_can_not_tell_renews_nothing_and_the_fence_runs_out()
    {
        Assert.True(await RenewAsync());
        _source.OnRead = () => throw new IOException("no answer");

        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.False(await RenewAsync());
        Assert.True(_fence.IsHeld);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_fence.IsHeld);

        _source.OnRead = () => FenceReading.Alive;
        Assert.True(await RenewAsync());
        Assert.True(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1"), Rule("P-F7")]
    public async Task A_source_that_says_dead_ends_it_for_life_at_once()
    {
        Assert.True(await RenewAsync());
        _source.OnRead = () => FenceReading.DeadForLife("the path names another file");

        Assert.False(await RenewAsync());

        Assert.False(_fence.IsHeld);
        Assert.Equal("the path names another file", _fence.EndedBecause);
        _source.OnRead = () => FenceReading.Alive;
        await RenewAsync();
        Assert.False(_fence.IsHeld);
    }

    [Theory]
    [Rule("P-F1"), Rule("N18"), Rule("G6"), Rule("L25")]
    [InlineData(LogFault.HeadMissing)]
    [InlineData(LogFault.HeadOlder)]
    [InlineData(LogFault.SegmentMissing)]
    [InlineData(LogFault.SegmentOfAnotherKey)]
    [InlineData(LogFault.Unreadable)]
    [InlineData(LogFault.UnknownDimension)]
    internal async Task A_log_that_is_not_whole_renews_nothing(LogFault fault)
    {
        Write(version: 5, cutOffEpoch: 3);
        Assert.True(await RenewAsync());

        Break(fault);
        Assert.False(await RenewAsync());
        _clock.Advance(SiloFence.Duration);

        Assert.False(_fence.IsHeld);
        Assert.Equal((5, 3), (_containment.Current.Version, _containment.Current.CutOffOf(Subject)));

        // Whole again, it renews: nothing of this ends the fence for life.
        _storage.Faults = null;
        Write(version: 7, cutOffEpoch: 3);
        Assert.True(await RenewAsync());
        Assert.True(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1"), Rule("G6")]
    public async Task A_log_that_does_not_answer_is_given_up_within_the_hold()
    {
        Assert.True(await RenewAsync());
        _storage.Gate = _ => Task.Delay(Timeout.Infinite, TestContext.Current.CancellationToken);

        var renewing = RenewAsync();
        _clock.Advance(SiloFence.Duration);

        Assert.False(await renewing);
        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-C2")]
    public void An_older_set_never_replaces_a_newer_one()
    {
        _containment.Offer(ContainmentSnapshot.Empty.With(2, Subject, 7));
        _containment.Offer(ContainmentSnapshot.Empty.With(1, Subject, 1));
        _containment.Offer(ContainmentSnapshot.Empty.Without(2, Subject));

        Assert.Equal((2, 7), (_containment.Current.Version, _containment.Current.CutOffOf(Subject)));
    }

    [Fact]
    [Rule("P-F7"), Rule("P-F5")]
    public async Task After_an_unclean_stop_it_waits_1_1_times_the_hold_before_it_reads()
    {
        _source.MustWaitAtStart = true;
        var lifecycle = new OneStage();
        _renewal.Participate(lifecycle);

        var starting = lifecycle.Observer.OnStart(CancellationToken.None);
        _clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        Assert.False(starting.IsCompleted);
        Assert.Equal(0, _source.Reads);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        await starting;

        Assert.True(_fence.IsHeld);
        Assert.True(lifecycle.Stage < ServiceLifecycleStage.BecomeActive);
        await lifecycle.Observer.OnStop(CancellationToken.None);
    }

    [Fact]
    [Rule("P-F1"), Rule("P-F5")]
    public async Task Otherwise_it_is_held_at_once_renewed_every_second_and_given_up_at_the_stop()
    {
        var lifecycle = new OneStage();
        _renewal.Participate(lifecycle);
        await lifecycle.Observer.OnStart(CancellationToken.None);
        Assert.True(_fence.TryGetTerm(out var term));

        for (var second = 2; second <= 20; second++)
        {
            var reads = _source.Reads;
            while (_source.Reads == reads)
            {
                // The loop begins on another thread: the first second may pass before it waits for it.
                _clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(1, TestContext.Current.CancellationToken);
            }
        }

        Assert.True(_fence.Holds(term));
        await lifecycle.Observer.OnStop(CancellationToken.None);
        Assert.False(_fence.IsHeld);
        Assert.NotNull(_fence.EndedBecause);
    }

    private Task<bool> RenewAsync() => _renewal.RenewOnceAsync(CancellationToken.None);

    private void Write(long version, long cutOffEpoch, ContainmentDimension dimension = ContainmentDimension.Subject)
    {
        _storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), new ContainmentSegment { Entries = [new(version, dimension, Subject.ToString(), cutOffEpoch)] });
        _storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey, new ContainmentHead { Version = version, Segments = 1 });
    }

    private void Break(LogFault fault)
    {
        switch (fault)
        {
            case LogFault.HeadMissing:
                _storage.Remove(ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey);
                break;
            case LogFault.HeadOlder:
                Write(version: 4, cutOffEpoch: 2);
                break;
            case LogFault.SegmentMissing:
                Write(version: 6, cutOffEpoch: 4);
                _storage.Remove(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0));
                break;
            case LogFault.SegmentOfAnotherKey:
                Write(version: 6, cutOffEpoch: 4);
                _storage.Put(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(0), new ContainmentSegment { Index = 1 });
                break;
            case LogFault.Unreadable:
                _storage.Faults = _ => StorageFault.ThrowWithoutDoing;
                break;
            default:
                Write(version: 6, cutOffEpoch: 4, (ContainmentDimension)2);
                break;
        }
    }

    /// <summary>How the log in the store is broken.</summary>
    internal enum LogFault
    {
        HeadMissing,
        HeadOlder,
        SegmentMissing,
        SegmentOfAnotherKey,
        Unreadable,
        UnknownDimension,
    }

    private sealed class ScriptedSource : IFenceSource
    {
        private int _reads;

        public bool MustWaitAtStart { get; set; }

        public Func<FenceReading> OnRead { get; set; } = () => FenceReading.Alive;

        public int Reads => Volatile.Read(ref _reads);

        public ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            return new(OnRead());
        }
    }

    /// <summary>A silo's life with the one stage that the renewal takes part in.</summary>
    private sealed class OneStage : ISiloLifecycle, IDisposable
    {
        private ILifecycleObserver? _observer;

        public ILifecycleObserver Observer => _observer!;

        public int Stage { get; private set; }

        public int HighestCompletedStage => 0;

        public int LowestStoppedStage => int.MaxValue;

        public IDisposable Subscribe(string observerName, int stage, ILifecycleObserver observer)
        {
            _observer = observer;
            Stage = stage;
            return this;
        }

        public void Dispose()
        {
        }
    }
}
