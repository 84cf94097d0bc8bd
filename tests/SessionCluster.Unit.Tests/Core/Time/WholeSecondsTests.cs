using CsCheck;
using SessionCluster.Core.Time;

namespace SessionCluster.Unit.Tests.Core.Time;

public sealed class WholeSecondsTests
{
    private static readonly DateTimeOffset Whole = new(2026, 8, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [Rule("L18")]
    [InlineData(-1, -1, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(9_999_999, 0, 1)]
    [InlineData(10_000_000, 1, 1)]
    public void Beginnings_are_rounded_down_and_ends_up(long ticks, int floor, int ceiling)
    {
        Assert.Equal(Whole.AddSeconds(floor), WholeSeconds.Floor(Whole.AddTicks(ticks)));
        Assert.Equal(Whole.AddSeconds(ceiling), WholeSeconds.Ceiling(Whole.AddTicks(ticks)));
    }

    [Fact]
    public void Rounding_moves_an_instant_by_less_than_a_second_and_whole_seconds_not_at_all() =>
        Gen.Select(Gen.Long[0, DateTimeOffset.MaxValue.Ticks - TimeSpan.TicksPerDay], Gen.Int[-14, 14]).Sample((ticks, hours) =>
        {
            var instant = new DateTimeOffset(ticks, TimeSpan.Zero);
            var local = ticks > TimeSpan.TicksPerDay ? instant.ToOffset(TimeSpan.FromHours(hours)) : instant;
            var floor = WholeSeconds.Floor(local);
            var ceiling = WholeSeconds.Ceiling(local);

            Assert.Equal(instant.ToUnixTimeSeconds(), floor.ToUnixTimeSeconds());
            Assert.Equal(0, floor.UtcTicks % TimeSpan.TicksPerSecond);
            Assert.Equal(0, ceiling.UtcTicks % TimeSpan.TicksPerSecond);
            Assert.InRange(instant - floor, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));
            Assert.InRange(ceiling - instant, TimeSpan.Zero, TimeSpan.FromTicks(TimeSpan.TicksPerSecond - 1));
        }, iter: 2_000);
}
