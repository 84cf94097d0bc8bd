using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Service;

/// <summary>Lists in pages, from services that answer something else.</summary>
public sealed class ListPagesTests
{
    [Theory]
    [InlineData("locks", "{}")]
    [InlineData("locks", """{"locks":{"id":"1"}}""")]
    [InlineData("list alice", """{"sessions":"none"}""")]
    [InlineData("list alice", """{"locks":[]}""")]
    public async Task An_answer_without_its_list_is_somebody_else_s(string command, string answer)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(answer) };

        Assert.Equal(3, await cli.RunAsync("", command.Split(' ')));

        Assert.Equal("", cli.Output);
        Assert.Contains("not as SessionCluster does: is the address right?", cli.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("{}")]
    public async Task What_is_no_place_to_go_on_from_is_the_end(string next)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json($$"""{"locks":[{"id":"1"}],"next":{{next}}}""") };

        Assert.Equal(0, await cli.RunAsync("", "locks"));
        Assert.Single(cli.Requests);
    }
}
