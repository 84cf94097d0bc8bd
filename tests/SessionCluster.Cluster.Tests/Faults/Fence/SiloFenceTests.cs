using Microsoft.Extensions.Time.Testing;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Fence;

/// <summary>The fence: held until the beginning of the last renewal + 3 s, by both clocks (P-F1).</summary>
public sealed class SiloFenceTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);

    private readonly TwoClocks _clock = new();
    private readonly SiloFence _fence;

    public SiloFenceTests() => _fence = new(_clock);

    [Fact]
    [Rule("P-F1")]
    public void It_is_not_held_before_the_first_renewal()
    {
        Assert.False(_fence.IsHeld);
        _fence.Renew(_fence.Now());
        Assert.True(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public void It_is_held_until_3_seconds_after_the_renewal_began_and_no_tick_longer()
    {
        _fence.Renew(_fence.Now());

        _clock.Advance(SiloFence.Duration - Tick);
        Assert.True(_fence.IsHeld);
        _clock.Advance(Tick);
        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public void It_counts_from_before_the_reading_not_from_after_it()
    {
        var start = _fence.Now();
        _clock.Advance(TimeSpan.FromSeconds(2));
        _fence.Renew(start);

        _clock.Advance(TimeSpan.FromSeconds(1) - Tick);
        Assert.True(_fence.IsHeld);
        _clock.Advance(Tick);
        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public void A_reading_that_took_longer_than_the_hold_renews_nothing()
    {
        var start = _fence.Now();
        _clock.Advance(SiloFence.Duration);
        _fence.Renew(start);

        Assert.False(_fence.IsHeld);
    }

    [Theory]
    [Rule("P-F1")]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Either_clock_alone_ends_it(bool monotonic, bool wall)
    {
        // A machine that was suspended: one clock stood still, or the wall clock was set.
        _fence.Renew(_fence.Now());
        _clock.Advance(SiloFence.Duration - Tick, monotonic, wall);
        Assert.True(_fence.IsHeld);
        _clock.Advance(Tick, monotonic, wall);
        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F1")]
    public void A_wall_clock_that_is_set_back_does_not_prolong_it()
    {
        _fence.Renew(_fence.Now());
        _clock.Advance(-TimeSpan.FromHours(1), monotonic: false, wall: true);
        _clock.Advance(SiloFence.Duration, monotonic: true, wall: true);

        Assert.False(_fence.IsHeld);
    }

    [Fact]
    [Rule("P-F3")]
    public void Renewed_in_time_the_term_stays_and_a_gap_brings_a_new_one()
    {
        _fence.Renew(_fence.Now());
        Assert.True(_fence.TryGetTerm(out var first));
        _clock.Advance(SiloFence.Duration - Tick);
        _fence.Renew(_fence.Now());
        Assert.True(_fence.Holds(first));

        _clock.Advance(SiloFence.Duration);
        Assert.False(_fence.Holds(first));
        _fence.Renew(_fence.Now());

        Assert.False(_fence.Holds(first));
        Assert.True(_fence.TryGetTerm(out var second));
        Assert.True(second.Number > first.Number);
    }

    [Fact]
    [Rule("P-F1"), Rule("P-F7")]
    public void Ended_for_life_nothing_brings_it_back()
    {
        _fence.Renew(_fence.Now());
        Assert.True(_fence.TryGetTerm(out var term));

        _fence.EndForLife("another process owns the store");
        _fence.EndForLife("and once more");
        _fence.Renew(_fence.Now());

        Assert.False(_fence.IsHeld);
        Assert.False(_fence.Holds(term));
        Assert.Equal("another process owns the store", _fence.EndedBecause);
    }

    [Fact]
    [Rule("P-F1"), Rule("P-F5")]
    public void The_safe_wait_is_1_1_times_the_hold() => Assert.Equal((TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3.3)), (SiloFence.Duration, SiloFence.SafeWait));

    /// <summary>A wall clock and a monotonic clock that a test moves apart.</summary>
    private sealed class TwoClocks : TimeProvider
    {
        private readonly FakeTimeProvider _monotonic = new();
        private DateTimeOffset _wall = new(2026, 11, 25, 8, 0, 0, TimeSpan.Zero);

        public override long TimestampFrequency => _monotonic.TimestampFrequency;

        public override long GetTimestamp() => _monotonic.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => _wall;

        public void Advance(TimeSpan span, bool monotonic = true, bool wall = true)
        {
            if (monotonic)
            {
                _monotonic.Advance(span);
            }

            _wall += wall ? span : TimeSpan.Zero;
        }
    }
}
