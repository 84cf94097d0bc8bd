using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Containment;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>A silo whose clock is more than 1 s off the store's holds no fence (P-F1): its deadlines and waits would be off by as much.</summary>
public sealed class StoreClockTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();
    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedClock _storeClock = new();
    private readonly SiloFence _fence;
    private readonly FenceRenewal _renewal;

    public StoreClockTests()
    {
        _fence = new(_clock);
        _renewal = Renewal(_storeClock);
    }

    public void Dispose()
    {
        _renewal.Dispose();
        _services.Dispose();
    }

    [Theory]
    [Rule("P-F1")]
    [InlineData(0, true)]
    [InlineData(1_000, true)]
    [InlineData(-1_000, true)]
    [InlineData(1_001, false)]
    [InlineData(-1_001, false)]
    public async Task The_fence_is_renewed_only_while_the_clock_may_be_within_a_second_of_the_stores(int milliseconds, bool renewed)
    {
        _storeClock.Offset = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(renewed, await _renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
        Assert.Equal(renewed, _fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public async Task A_clock_that_goes_wrong_lets_the_fence_run_out_and_one_that_is_right_again_takes_it_back()
    {
        Assert.True(await _renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
        _storeClock.Offset = TimeSpan.FromSeconds(5);

        Assert.False(await _renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
        _clock.Advance(SiloFence.Duration);
        Assert.False(_fence.IsHeld);
        Assert.Null(_fence.EndedBecause);

        _storeClock.Offset = TimeSpan.Zero;
        Assert.True(await _renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
        Assert.True(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public async Task The_clock_is_asked_after_the_readings_that_bring_the_stores_time()
    {
        var source = new AliveSource(() => _storeClock.Offset = TimeSpan.FromSeconds(5));
        using var renewal = Renewal(_storeClock, source);

        Assert.False(await renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The twin: without the store's time a silo that is five seconds off holds the fence.</summary>
    [Fact]
    [Rule("P-F1")]
    public async Task Without_the_stores_time_a_clock_that_is_off_is_not_noticed()
    {
        _storeClock.Offset = TimeSpan.FromSeconds(5);
        using var renewal = Renewal(new NoStoreClock());

        Assert.True(await renewal.RenewOnceAsync(TestContext.Current.CancellationToken));
        Assert.True(_fence.IsHeld);
    }

    private FenceRenewal Renewal(IStoreClock storeClock, IFenceSource? source = null)
    {
        var storage = new TestStorage();
        storage.UseSerializer(_services.GetRequiredService<Serializer>());
        return new(_fence, source ?? new AliveSource(() => { }), new ContainmentReader(storage), new SiloContainment(), storeClock, Departures.OfNobody(), _clock, NullLogger<FenceRenewal>.Instance);
    }

    private sealed class ScriptedClock : IStoreClock
    {
        public TimeSpan Offset { get; set; }

        public bool TryGetOffset(out TimeSpan offset)
        {
            offset = Offset;
            return true;
        }
    }

    private sealed class AliveSource(Action onRead) : IFenceSource
    {
        public bool MustWaitAtStart => false;

        public ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken)
        {
            onRead();
            return new(FenceReading.Alive);
        }
    }
}
