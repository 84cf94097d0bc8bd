using SessionCluster.Cli.Rendering;

namespace SessionCluster.Unit.Tests.Cli.Rendering;

public sealed class InstantsTests
{
    [Theory]
    [InlineData(0, "1970-01-01 00:00:00Z")]
    [InlineData(1_772_366_400, "2026-03-01 12:00:00Z")]
    [InlineData(253_402_300_799, "9999-12-31 23:59:59Z")]
    [InlineData(253_402_300_800, "253402300800")]
    [InlineData(-62_135_596_800, "0001-01-01 00:00:00Z")]
    [InlineData(-62_135_596_801, "-62135596801")]
    public void An_instant_is_a_date_within_the_calendar(long seconds, string text) => Assert.Equal(text, Instants.Of(seconds));

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(59, "59 s")]
    [InlineData(60, "1 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3600, "1 h")]
    [InlineData(43_170, "11 h 59 min 30 s")]
    public void A_span_has_units(long seconds, string text) => Assert.Equal(text, Instants.Span(seconds));
}
