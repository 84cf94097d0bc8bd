using SessionCluster.Silo.Storage.Azure.Clock;

namespace SessionCluster.Unit.Tests.Storage.Azure.Clock;

/// <summary>The store tells whole seconds: only what they make certain counts (P-F1).</summary>
public sealed class StoreClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly TwoClocks _clock = new(Noon);
    private readonly StoreClock _store;

    public StoreClockTests() => _store = new(_clock);

    [Fact]
    [Rule("P-F1")]
    public void Before_any_answer_nothing_is_known() => Assert.False(_store.TryGetOffset(out _));

    [Theory]
    [Rule("P-F1")]
    [InlineData(0, 0)]
    [InlineData(1_000, 0)]
    [InlineData(1_001, 1)]
    [InlineData(2_000, 1_000)]
    [InlineData(2_001, 1_001)]
    [InlineData(-1, -1)]
    [InlineData(-1_000, -1_000)]
    [InlineData(-1_001, -1_001)]
    public void One_answer_leaves_a_second_open(int silosClock, int certain)
    {
        // The store says 12:00:00, which it does until 12:00:01.
        At(silosClock);

        Answer(Noon);

        Assert.Equal(certain, Offset());
    }

    [Fact]
    [Rule("P-F1")]
    public void What_an_answer_took_is_open_too()
    {
        var sent = _clock.GetTimestamp();
        _clock.Advance(TimeSpan.FromSeconds(3));
        _store.Observe(sent, _clock.GetTimestamp(), Noon);

        // Stamped as it was sent, the silo is right; stamped as it came, three seconds ahead.
        Assert.Equal(0, Offset());
    }

    [Fact]
    [Rule("P-F1")]
    public void Answers_at_different_moments_narrow_it_down()
    {
        // The silo is 1.5 s ahead: the store says 0 s at 1.5, still at 2.4, and 1 s at 2.6.
        At(1_500);
        Answer(Noon);
        Assert.Equal(500, Offset());

        At(2_400);
        Answer(Noon);
        Assert.Equal(1_400, Offset());

        At(2_600);
        Answer(Noon.AddSeconds(1));
        Assert.Equal(1_400, Offset());
    }

    [Fact]
    [Rule("P-F1")]
    public void A_step_of_the_silos_clock_shows_without_another_answer()
    {
        Answer(Noon);
        Assert.Equal(0, Offset());

        _clock.Step(TimeSpan.FromSeconds(10));

        Assert.Equal(9_000, Offset());
    }

    [Fact]
    [Rule("P-F1")]
    public void An_answer_that_contradicts_the_others_replaces_them()
    {
        Answer(Noon.AddSeconds(-60));
        Assert.Equal(59_000, Offset());

        // The store's clock was set.
        Answer(Noon);

        Assert.Equal(0, Offset());
    }

    [Fact]
    [Rule("P-F1")]
    public void What_is_old_counts_no_more()
    {
        Answer(Noon);

        _clock.Advance((2 * StoreClock.WindowLength) - TimeSpan.FromTicks(1));
        Assert.True(_store.TryGetOffset(out _));
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.False(_store.TryGetOffset(out _));
    }

    [Fact]
    [Rule("P-F1")]
    public void A_narrow_answer_is_kept_into_the_next_window_and_no_longer()
    {
        // The store's second may just have ended: the silo is 0.9 s ahead for certain.
        At(1_900);
        Answer(Noon);

        _clock.Advance(StoreClock.WindowLength);
        Answer(Noon.AddSeconds(31));
        Assert.Equal(900, Offset());

        _clock.Advance(StoreClock.WindowLength - TimeSpan.FromMilliseconds(900));
        Answer(Noon.AddSeconds(60));
        Assert.Equal(900, Offset());

        _clock.Advance(TimeSpan.FromMilliseconds(900));
        Assert.Equal(0, Offset());
    }

    private void At(int milliseconds) => _clock.Advance(Noon.AddMilliseconds(milliseconds) - _clock.GetUtcNow());

    private void Answer(DateTimeOffset date)
    {
        var now = _clock.GetTimestamp();
        _store.Observe(now, now, date);
    }

    private double Offset()
    {
        Assert.True(_store.TryGetOffset(out var offset));
        return offset.TotalMilliseconds;
    }

    /// <summary>The wall clock can be set, the other only goes on; both may stand anywhere when a test begins.</summary>
    private sealed class TwoClocks(DateTimeOffset now) : TimeProvider
    {
        private DateTimeOffset _wall = now;
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan time)
        {
            _wall += time;
            _ticks += time.Ticks;
        }

        public void Step(TimeSpan time) => _wall += time;

        public override long GetTimestamp() => _ticks;

        public override DateTimeOffset GetUtcNow() => _wall;
    }
}
