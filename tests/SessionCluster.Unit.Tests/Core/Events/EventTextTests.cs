using SessionCluster.Core.Events;

namespace SessionCluster.Unit.Tests.Core.Events;

/// <summary>Foreign words stay one line, whoever shows them (N19; ASVS 16.4.1).</summary>
public sealed class EventTextTests
{
    [Theory]
    [Rule("N19")]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("plain words, ünïcödé 漢字 and 😀", "plain words, ünïcödé 漢字 and 😀")]
    [InlineData("a\r\nb", "a\uFFFD\uFFFDb")]
    [InlineData("\u001b[2Jgone", "\uFFFD[2Jgone")]
    [InlineData("a\u0085b\u2028c\u2029d", "a\uFFFDb\uFFFDc\uFFFDd")]
    [InlineData("\u202Eevil", "\uFFFDevil")]
    [InlineData("zero\u200Bwidth\uFEFF", "zero\uFFFDwidth\uFFFD")]
    [InlineData("join\u200Der", "join\u200Der")]
    [InlineData("\uE000\0\u007F", "\uFFFD\uFFFD\uFFFD")]
    public void Whatever_breaks_a_line_or_hides_is_replaced(string? text, string? expected) => Assert.Equal(expected, EventText.Clean(text));

    [Fact]
    [Rule("N19")]
    public void A_lone_surrogate_is_replaced() => Assert.Equal("a\uFFFDb", EventText.Clean($"a{(char)0xD800}b"));

    [Fact]
    [Rule("N19")]
    public void It_ends_after_256_characters_and_never_within_one()
    {
        Assert.Equal(EventText.MaxLength, EventText.Clean(new('x', EventText.MaxLength))!.Length);
        Assert.Equal(EventText.MaxLength, EventText.Clean(new('x', EventText.MaxLength + 1))!.Length);
        Assert.Equal(new string('x', EventText.MaxLength - 1), EventText.Clean(new string('x', EventText.MaxLength - 1) + "😀"));
    }
}
