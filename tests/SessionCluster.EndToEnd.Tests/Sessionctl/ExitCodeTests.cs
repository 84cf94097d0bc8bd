using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Sessionctl;

/// <summary>What a script learns: 2 usage, 3 unavailable, 4 not permitted; 0 and 1 are with the verbs. Each failure is one sentence on standard error.</summary>
public sealed class ExitCodeTests(SharedCliSilo shared) : IClassFixture<SharedCliSilo>
{
    private const string Handle = "00000000000000000000000000000001";

    [Theory]
    [InlineData("bogus", "Unknown command 'bogus'")]
    [InlineData("establish alice --amr pwd", "aud")]
    [InlineData("establish alice --aud orders", "amr")]
    [InlineData("establish . --aud orders --amr pwd", "A subject can't be")]
    [InlineData("establish alice --aud orders --amr pwd --attribute x", "NAME=VALUE")]
    [InlineData("establish alice --aud orders --amr pwd --json --token-only", "exclude each other")]
    [InlineData("establish alice --aud orders --amr pwd --max-uses many", "many")]
    [InlineData("validate", "aud")]
    [InlineData("validate --aud orders --token x", "Unknown option 'token'")]
    [InlineData("validate --aud orders", "There is no token")]
    [InlineData("revoke --sid 1", "32 hexadecimal digits")]
    [InlineData("revoke --sid 00000000000000000000000000000001 --reason boredom", "'boredom' is no reason")]
    [InlineData("revoke --sid 00000000000000000000000000000001 --detail words", "--reason other")]
    [InlineData("revoke --sid 00000000000000000000000000000001 --reason other", "--detail")]
    [InlineData("show token", "32 hexadecimal digits")]
    [InlineData("list alice bob", "bob")]
    [InlineData("client new", "NAME")]
    [InlineData("client new a/b", "not a client id")]
    [InlineData("cluster --watch --json", "exclude each other")]
    [InlineData("tour --data /nowhere/at/all", "is no directory")]
    [InlineData("list alice --url sessions.example", "is not the address of a service")]
    [InlineData("list alice --url http://sessions.example", "neither https nor on this machine")]
    [InlineData("list alice --url https://sessions.example/sessions", "is not the address of a service")]
    public async Task What_is_wrong_with_a_command_line_is_said_and_is_2(string commandLine, string part) =>
        (await shared.Cli.RunAsync(commandLine.Split(' '))).RequireSentence(2, part);

    [Fact]
    public async Task What_the_service_finds_malformed_is_2() =>
        (await shared.Cli.RunAsync("establish", "alice", "--aud", "orders", "--amr", "NOT A WORD")).RequireSentence(2, "(malformed)");

    [Fact]
    public async Task A_service_that_is_not_there_is_3()
    {
        await using var silos = new SiloHome();
        var silo = await silos.StartAsync();
        using var cli = CliHome.Of(silos, silo);
        await silo.StopAsync();

        (await cli.RunAsync("list", "alice")).RequireSentence(3, $"No service answers at {silo.Address}");
        (await cli.RunAsync("list", "alice", "--json")).RequireSentence(3, "No service answers");
        var tour = (await cli.RunAsync("tour")).Require(3);
        Assert.Contains("FAILED", tour.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_can_not_say_is_3()
    {
        await using var silos = new SiloHome();
        var silo = await silos.StartAsync(silos.WithFaults());
        using var cli = CliHome.Of(silos, silo);
        var token = (await cli.RunAsync("establish", "alice", "--aud", "orders", "--amr", "pwd,otp")).Require(0).Word;
        await silos.Faults.SetAsync(StoreFaultSwitches.QueryOnly);

        (await cli.PipeAsync(token, "revoke")).RequireSentence(3, "(unavailable)");
    }

    [Fact]
    public async Task Wrong_credentials_and_missing_permissions_are_4()
    {
        (await WithClient("dev", "wrong").RunAsync("list", "alice")).RequireSentence(4, "(invalid_client)");
        (await WithClient(CliClients.Reader, CliClients.ReaderSecret).RunAsync("list", "alice")).RequireSentence(4, "(forbidden)");
        (await WithClient(CliClients.Reader, CliClients.ReaderSecret).RunAsync("show", Handle)).RequireSentence(4, "'administer'");
        (await WithClient(CliClients.Reader, CliClients.ReaderSecret).PipeAsync("token", "validate", "--aud", "billing")).RequireSentence(4, "(audience_not_permitted)");
        (await WithClient(CliClients.Reader, CliClients.ReaderSecret).PipeAsync("token", "validate", "--aud", "orders")).Require(1);
        (await WithClient(CliClients.Reader, CliClients.ReaderSecret).RunAsync("tour")).Require(4);
    }

    [Fact]
    public async Task Something_else_that_answers_is_3()
    {
        using var page = new System.Net.HttpListener();
        var address = $"http://127.0.0.1:{FreePort.Find()}/";
        page.Prefixes.Add(address);
        page.Start();
        var answering = AnswerAsync(page, "<html>Welcome</html>");
        using var cli = WithClient("dev", "secret");

        (await cli.RunAsync("list", "alice", "--url", address)).RequireSentence(3, "not as SessionCluster does");

        page.Stop();
        await answering;
    }

    private static async Task AnswerAsync(System.Net.HttpListener page, string text)
    {
        try
        {
            while (true)
            {
                var context = await page.GetContextAsync();
                await using var writer = new StreamWriter(context.Response.OutputStream);
                await writer.WriteAsync(text);
            }
        }
        catch (Exception exception) when (exception is System.Net.HttpListenerException or ObjectDisposedException)
        {
            // Stopped.
        }
    }

    private CliHome WithClient(string id, string secret) =>
        new() { Variables = { ["SESSIONCTL_URL"] = shared.Silo.Address.ToString(), ["SESSIONCTL_CLIENT_ID"] = id, ["SESSIONCTL_CLIENT_SECRET"] = secret } };
}
