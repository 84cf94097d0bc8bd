using SessionCluster.Cli.Rendering;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Rendering;

/// <summary>What others have written does not command the operator's terminal.</summary>
public sealed class PrintableTests
{
    [Theory]
    [InlineData("plain, ü, 漢, 😀 [red]", "plain, ü, 漢, 😀 [red]")]
    [InlineData("\u001b[2Jgone", "\\u{1B}[2Jgone")]
    [InlineData("a\nb\tc\r\u0007", "a\\u{A}b\\u{9}c\\u{D}\\u{7}")]
    [InlineData("evil\u202Egpj", "evil\\u{202E}gpj")]
    [InlineData("line\u2028break", "line\\u{2028}break")]
    public void Control_and_format_characters_are_written_out(string text, string printed) => Assert.Equal(printed, Printable.Of(text));

    [Fact]
    public async Task A_table_shows_hostile_text_as_text()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json("""{"sub":"\u001b[31m[bold]x[/]","attributes":{"\u001b]0;title\u0007":"[/]"}}""") };

        Assert.Equal(0, await cli.RunAsync("", "show", "00000000000000000000000000000001"));

        Assert.DoesNotContain('\u001b', cli.Output);
        Assert.Contains("\\u{1B}[31m[bold]x[/]", cli.Output, StringComparison.Ordinal);
        Assert.Contains("\\u{1B}]0;title\\u{7}=[/]", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_problem_of_the_service_is_written_as_text_too()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => new(System.Net.HttpStatusCode.NotFound) { Content = new StringContent("""{"detail":"\u001b[2J","code":"unknown_session"}""", System.Text.Encoding.UTF8, "application/problem+json") } };

        Assert.Equal(1, await cli.RunAsync("", "show", "00000000000000000000000000000001"));

        Assert.Equal("\\u{1B}[2J (unknown_session)\n", cli.Errors);
    }
}
