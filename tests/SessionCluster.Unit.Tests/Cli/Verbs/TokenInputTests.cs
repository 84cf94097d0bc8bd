using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary>A token on standard input.</summary>
public sealed class TokenInputTests
{
    [Theory]
    [InlineData("token", "token")]
    [InlineData("token\n", "token")]
    [InlineData("token\r\n", "token")]
    [InlineData(" to ken", " to ken")]
    public async Task It_is_sent_as_it_is_without_the_line_end(string input, string expected)
    {
        string? sent = null;
        using var cli = new CliUnderTest
        {
            Answer = (_, body) =>
            {
                sent = body!["token"]!.GetValue<string>();
                return CliUnderTest.Json("""{"active":true}""");
            },
        };

        Assert.Equal(0, await cli.RunAsync(input, "validate", "--aud", "orders"));

        Assert.Equal(expected, sent);
    }

    [Theory]
    [InlineData(1024, 0)]
    [InlineData(1025, 2)]
    [InlineData(100_000, 2)]
    public async Task It_has_at_most_as_many_characters_as_the_service_takes(int length, int exitCode)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json("""{"active":true}""") };

        Assert.Equal(exitCode, await cli.RunAsync(new string('x', length), "validate", "--aud", "orders"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    public async Task Nothing_is_no_token(string input)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync(input, "revoke"));

        Assert.Empty(cli.Requests);
    }
}
