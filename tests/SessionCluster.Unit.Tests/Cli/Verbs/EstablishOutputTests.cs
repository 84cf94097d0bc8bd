using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary>Where a new token goes: alone into a pipe, beside the facts on a terminal, within the JSON for a script.</summary>
public sealed class EstablishOutputTests
{
    private const string Answer = """{"token":"sct_dev_TOKEN","token_type":"Bearer","sid":"5b01c8a59bbd0fb1c402777df354b7ad","exp":1772409600,"expires_in":43200,"idle_timeout":1800,"acr":"aal2"}""";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Alone_on_standard_output_it_can_be_piped(bool terminal)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Answer), OutputIsTerminal = terminal };

        Assert.Equal(0, await cli.RunAsync("", ["establish", "alice", "--aud", "orders", "--amr", "pwd, otp", .. Enumerable.Repeat("--token-only", terminal ? 1 : 0)]));

        Assert.Equal("sct_dev_TOKEN\n", cli.Output);
        Assert.Equal("Established session 5b01c8a59bbd0fb1c402777df354b7ad of alice until 2026-03-02 00:00:00Z, idle timeout 30 min.\n", cli.Errors);
    }

    [Fact]
    public async Task On_a_terminal_the_facts_are_a_table_and_the_token_is_a_line_of_its_own()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Answer), OutputIsTerminal = true };

        Assert.Equal(0, await cli.RunAsync("", "establish", "alice", "--aud", "orders", "--amr", "pwd,otp"));

        Assert.Single(cli.Output.Split('\n'), line => line == "sct_dev_TOKEN");
        Assert.Contains("12 h", cli.Output, StringComparison.Ordinal);
        Assert.Empty(cli.Errors);
    }

    [Fact]
    public async Task As_JSON_it_is_the_services_answer()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Answer) };

        Assert.Equal(0, await cli.RunAsync("", "establish", "alice", "--aud", "orders", "--amr", "pwd,otp", "--json"));

        Assert.Equal(Answer + "\n", cli.Output);
        Assert.Empty(cli.Errors);
    }

    [Fact]
    public async Task What_is_not_given_is_not_sent_and_the_authentication_is_now()
    {
        string? sent = null;
        using var cli = new CliUnderTest
        {
            Answer = (_, body) =>
            {
                sent = body!.ToJsonString();
                return CliUnderTest.Json(Answer);
            },
        };

        await cli.RunAsync("", "establish", "alice", "--aud", "orders", "--amr", "pwd,otp");

        Assert.Equal("""{"sub":"alice","class":"interactive","aud":["orders"],"authentication":{"amr":["pwd","otp"],"auth_time":1772366400}}""", sent);
    }
}
