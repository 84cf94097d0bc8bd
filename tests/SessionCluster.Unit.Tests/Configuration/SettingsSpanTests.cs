using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class SettingsSpanTests
{
    [Theory]
    [InlineData("00:30:00", 1_800)]
    [InlineData("23:59:59", 86_399)]
    [InlineData("1.00:00:00", 86_400)]
    [InlineData("30.00:00:00", 2_592_000)]
    [InlineData("00:00:00", 0)]
    public void A_span_is_read_to_the_second(string text, int seconds)
    {
        Assert.True(SettingsSpan.TryParse(text, out var span));
        Assert.Equal(seconds, span.TotalSeconds);
    }

    [Theory]
    [InlineData("24:00:00")]
    [InlineData("36:00:00")]
    [InlineData("30")]
    [InlineData("12h")]
    [InlineData("00:30")]
    [InlineData("0:30:00")]
    [InlineData("1:00:00:00")]
    [InlineData("00:60:00")]
    [InlineData("00:00:60")]
    [InlineData("-00:30:00")]
    [InlineData("00:30:00.5")]
    [InlineData(" 00:30:00")]
    [InlineData("00:30:00\n")]
    [InlineData("٠٠:30:00")]
    [InlineData("99999.00:00:00")]
    [InlineData("")]
    public void Another_form_is_refused(string text) => Assert.False(SettingsSpan.TryParse(text, out _));

    /// <summary>Why the framework's own reading of spans is not used: it makes a day of sessions 24 days.</summary>
    [Fact, Rule("N4")]
    public void The_frameworks_reading_would_lengthen_sessions() => Assert.Equal(TimeSpan.FromDays(24), TimeSpan.Parse("24:00:00", System.Globalization.CultureInfo.InvariantCulture));
}
