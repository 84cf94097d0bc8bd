using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary><c>lock</c>, <c>unlock</c>, <c>locks</c>, <c>signal</c> and <c>janitor status</c>.</summary>
public sealed class ContainmentVerbTests
{
    private const string Sid = "5b01c8a59bbd0fb1c402777df354b7ad";
    private const string LockId = "00000000000000000000000000000001";
    private const string Locked = $$"""{"id":"{{LockId}}","effective_at":1772366401}""";

    [Theory]
    [InlineData("lock client portal", """{"dimension":"client","value":"portal","reason":"admin"}""")]
    [InlineData("lock all --reason compromise", """{"dimension":"all","reason":"compromise"}""")]
    [InlineData("lock device laptop-7 --message stolen --for 90s", """{"dimension":"device","value":"laptop-7","until":1772366490,"message":"stolen","reason":"admin"}""")]
    [InlineData("lock client portal --for 30m", """{"dimension":"client","value":"portal","until":1772368200,"reason":"admin"}""")]
    [InlineData("lock client portal --for 8h", """{"dimension":"client","value":"portal","until":1772395200,"reason":"admin"}""")]
    [InlineData("lock key 0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I --for 2d --reason other --detail lost", """{"dimension":"key","value":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I","until":1772539200,"reason":"other","reason_detail":"lost"}""")]
    public async Task A_lock_is_asked_for_as_it_is_said_and_shown_with_its_id(string command, string body)
    {
        string? sent = null;
        using var cli = Service(Locked, asked => sent = asked?.ToJsonString());

        Assert.Equal(0, await cli.RunAsync("", command.Split(' ')));

        Assert.Equal((body, "POST /locks"), (sent, Assert.Single(cli.Requests)));
        Assert.Contains(LockId, cli.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 12:00:01Z", cli.Output, StringComparison.Ordinal);
        Assert.Equal("", cli.Errors);
    }

    [Theory]
    [InlineData("lock client portal --json", Locked)]
    [InlineData("janitor status --json", """{"interval":600,"silo":"S1"}""")]
    public async Task Scripts_get_the_services_answer_as_it_is(string command, string answer)
    {
        using var cli = Service(answer);

        Assert.Equal(0, await cli.RunAsync("", command.Split(' ')));

        Assert.Equal((answer + "\n", ""), (cli.Output, cli.Errors));
    }

    [Theory]
    [InlineData("lock", "DIMENSION")]
    [InlineData("lock subject alice", "A lock names a client, a key, a device, or all.")]
    [InlineData("lock client", "Say which client: `lock client VALUE`.")]
    [InlineData("lock all portal", "`lock all` takes no value.")]
    [InlineData("lock client portal --for 30", "--for is a number and s, m, h or d: 30m for instance.")]
    [InlineData("lock client portal --for 0m", "--for is a number and s, m, h or d")]
    [InlineData("lock client portal --for -1m", "--for")]
    [InlineData("lock client portal --for 1.5h", "--for is a number and s, m, h or d")]
    [InlineData("lock client portal --for 1w", "--for is a number and s, m, h or d")]
    [InlineData("lock client portal --for 1000000d", "--for is a number and s, m, h or d")]
    [InlineData("lock client portal --reason anger", "'anger' is no reason")]
    [InlineData("lock client portal --detail lost", "--detail belongs to --reason other")]
    [InlineData("lock client portal --reason other", "--detail belongs to --reason other")]
    [InlineData("unlock", "ID")]
    [InlineData("unlock 01", "A lock's id has 32 hexadecimal digits: `sessionctl locks` shows them.")]
    [InlineData("unlock 0000000000000000000000000000000g", "A lock's id has 32 hexadecimal digits")]
    [InlineData("signal --type noise", "--type is risk or leak.")]
    [InlineData("signal --level extreme", "--level is low, medium or high.")]
    [InlineData("signal --sid 5b01", "A handle has 32 hexadecimal digits.")]
    [InlineData("signal", "There is no token: give it on standard input")]
    [InlineData("janitor", "Say `sessionctl janitor` and one of: status.")]
    [InlineData("janitor sweep", "sweep")]
    [InlineData("keys", "Say `sessionctl keys` and one of: rotate, retire.")]
    [InlineData("client", "Say `sessionctl client` and one of: new.")]
    [InlineData("locks now", "now")]
    public async Task What_is_no_command_is_a_sentence_and_code_2(string command, string sentence)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("", command.Split(' ')));

        Assert.Contains(sentence, cli.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(cli.Requests);
    }

    [Fact]
    public async Task A_lock_is_removed_by_its_id()
    {
        using var cli = new CliUnderTest { Answer = (_, _) => new(HttpStatusCode.NoContent) };

        Assert.Equal(0, await cli.RunAsync("", "unlock", LockId));

        Assert.Equal($"DELETE /locks/{LockId}", Assert.Single(cli.Requests));
        Assert.Equal(("", $"Removed lock {LockId}.\n"), (cli.Output, cli.Errors));
    }

    [Theory]
    [InlineData("unlock 00000000000000000000000000000001", HttpStatusCode.NotFound, "not_found", 1)]
    [InlineData("unlock 00000000000000000000000000000001", HttpStatusCode.NotFound, null, 3)]
    [InlineData("lock client portal", HttpStatusCode.UnprocessableEntity, "lock_limit", 1)]
    [InlineData("lock client portal", HttpStatusCode.BadRequest, "malformed", 2)]
    [InlineData("lock client portal", HttpStatusCode.ServiceUnavailable, "unavailable", 3)]
    [InlineData("lock client portal", HttpStatusCode.Forbidden, "forbidden", 4)]
    [InlineData("locks", HttpStatusCode.Forbidden, "forbidden", 4)]
    [InlineData("signal --sid 5b01c8a59bbd0fb1c402777df354b7ad", HttpStatusCode.Forbidden, "forbidden", 4)]
    [InlineData("signal --sid 5b01c8a59bbd0fb1c402777df354b7ad", HttpStatusCode.TooManyRequests, "rate_limited", 3)]
    [InlineData("janitor status", HttpStatusCode.Unauthorized, "invalid_client", 4)]
    public async Task What_the_service_says_is_a_sentence_and_a_code(string command, HttpStatusCode status, string? code, int exit)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => code is null ? new(status) { Content = new StringContent("<html>") } : CliUnderTest.Problem(status, code) };

        Assert.Equal(exit, await cli.RunAsync("", command.Split(' ')));

        Assert.Equal("", cli.Output);
        Assert.Contains(code is null ? "is the address right?" : $"Do something. ({code})", cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Locks_are_listed_as_one_whatever_the_pages_and_a_service_that_repeats_itself_keeps_nobody()
    {
        using var cli = new CliUnderTest
        {
            Answer = (asked, _) => CliUnderTest.Json(asked.EndsWith("after=02", StringComparison.Ordinal) ? """{"locks":[{"id":"03"}],"next":"02"}""" : """{"locks":[{"id":"01"},{"id":"02"}],"next":"02"}"""),
        };

        Assert.Equal(0, await cli.RunAsync("", "locks", "--json"));

        Assert.Equal(["GET /locks", "GET /locks?after=02"], cli.Requests);
        Assert.Equal(["01", "02", "03"], JsonNode.Parse(cli.Output)!["locks"]!.AsArray().Select(entry => $"{entry!["id"]}"));
    }

    [Fact]
    [Rule("N19")]
    public async Task A_list_of_locks_is_a_table_in_which_nothing_is_obeyed_and_none_is_said()
    {
        using var some = Service($$"""{"locks":[{"id":"{{LockId}}","dimension":"device","value":"laptop-7","reason":"admin","message":"a\u001b[2Jb\u202e","initiated_by":"ops","locked_at":1772366400}]}""");
        using var none = Service("""{"locks":[]}""");

        Assert.Equal(0, await some.RunAsync("", "locks"));
        Assert.Contains(LockId, some.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', some.Output);
        Assert.DoesNotContain('\u202e', some.Output);

        Assert.Equal(0, await none.RunAsync("", "locks"));
        Assert.Equal(("", "No lock stands.\n"), (none.Output, none.Errors));
    }

    [Theory]
    [InlineData("signal", """{"token":"sct_dev_OLD","type":"risk","level":"high"}""")]
    [InlineData("signal --type leak --level low", """{"token":"sct_dev_OLD","type":"leak","level":"low"}""")]
    [InlineData("signal --sid 5b01c8a59bbd0fb1c402777df354b7ad --level medium", $$"""{"sid":"{{Sid}}","type":"risk","level":"medium"}""")]
    [Rule("N21"), Rule("N17")]
    public async Task A_signal_names_a_session_by_the_token_on_standard_input_or_by_its_handle(string command, string body)
    {
        string? sent = null;
        using var cli = new CliUnderTest
        {
            Answer = (_, asked) =>
            {
                sent = asked!.ToJsonString();
                return new(HttpStatusCode.Accepted);
            },
        };

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD\n", command.Split(' ')));

        Assert.Equal((body, "POST /sessions/signal"), (sent, Assert.Single(cli.Requests)));
        Assert.Equal(("", "Taken.\n"), (cli.Output, cli.Errors));
    }

    [Fact]
    public async Task The_janitors_report_is_a_table_for_people()
    {
        using var cli = Service("""{"interval":600,"silo":"S127.0.0.1:11111","sweep":{"number":7,"rows":12,"ended_at":1772366400},"former_seals":{"current":2,"found":[{"id":1,"rows":3}]}}""");

        Assert.Equal(0, await cli.RunAsync("", "janitor", "status"));

        Assert.Equal("GET /janitor", Assert.Single(cli.Requests));
        Assert.Contains("10 min", cli.Output, StringComparison.Ordinal);
        Assert.Contains("rows=12", cli.Output, StringComparison.Ordinal);
        Assert.Contains("2026-03-01 12:00:00Z", cli.Output, StringComparison.Ordinal);
        Assert.Contains("id=1, rows=3", cli.Output, StringComparison.Ordinal);
    }

    private static CliUnderTest Service(string answer, Action<JsonObject?>? note = null) => new()
    {
        Answer = (_, body) =>
        {
            note?.Invoke(body);
            return CliUnderTest.Json(answer);
        },
    };
}
