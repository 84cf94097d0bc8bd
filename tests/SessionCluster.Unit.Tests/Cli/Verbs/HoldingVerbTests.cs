using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Verbs;

/// <summary><c>rotate</c>, <c>step-up</c>, <c>reauthenticate</c> and <c>me</c>: the token comes on standard input, and a new one is shown once.</summary>
public sealed class HoldingVerbTests : IDisposable
{
    private const string Sid = "5b01c8a59bbd0fb1c402777df354b7ad";
    private const string Other = "6b01c8a59bbd0fb1c402777df354b7ad";
    private const string Successor = $$"""{"token":"sct_dev_NEW","token_type":"Bearer","sid":"{{Sid}}","exp":1772409600,"expires_in":43200,"idle_timeout":1800,"acr":"aal2"}""";
    private const string RotationId = "0102030405060708090a0b0c0d0e0f10";

    private static readonly string[] StepUp = ["step-up", "alice", "--amr", "pwd,hwk"];

    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessionctl-held-");
    private readonly List<JsonObject?> _sent = [];

    private string KeyPath => Path.Combine(_directory.FullName, "alice.pem");

    public static TheoryData<string, string, string> Commands => new()
    {
        { "rotate", "POST /sessions/rotate", "Rotated session" },
        { "step-up alice --amr pwd,hwk", "POST /sessions/step-up", "Stepped up session" },
        { "reauthenticate alice --amr pwd,hwk", "POST /sessions/reauthenticate", "Established successor" },
    };

    public static TheoryData<string> Verbs => ["rotate", "step-up alice --amr pwd,hwk", "reauthenticate alice --amr pwd,hwk", "me list", $"me end {Sid}"];

    public void Dispose() => _directory.Delete(recursive: true);

    [Theory]
    [MemberData(nameof(Commands))]
    [Rule("N17")]
    public async Task Into_a_pipe_the_new_token_is_alone_and_a_line_about_the_session_goes_beside_it(string command, string call, string what)
    {
        using var cli = Service(Successor);

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD\n", command.Split(' ')));

        Assert.Equal([call], cli.Requests);
        Assert.Equal(("sct_dev_OLD", "Bearer"), ($"{_sent[0]!["token"]}", $"{_sent[0]!["scheme"]}"));
        Assert.Equal("sct_dev_NEW\n", cli.Output);
        Assert.Equal($"{what} {Sid} until 2026-03-02 00:00:00Z, idle timeout 30 min.\n", cli.Errors);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    [Rule("N17")]
    public async Task On_a_terminal_the_new_token_is_a_line_of_its_own_and_the_old_one_nowhere(string command, string call, string what)
    {
        _ = (call, what);
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Json(Successor), OutputIsTerminal = true };

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", command.Split(' ')));

        Assert.Single(cli.Output.Split('\n'), line => line.Contains("sct_dev_NEW", StringComparison.Ordinal));
        Assert.Contains("12 h", cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("sct_dev_OLD", cli.Output + cli.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task As_JSON_it_is_the_services_answer(string command, string call, string what)
    {
        _ = (call, what);
        using var cli = Service(Successor);

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", [.. command.Split(' '), "--json"]));

        Assert.Equal((Successor + "\n", ""), (cli.Output, cli.Errors));
    }

    [Fact]
    [Rule("P-T4")]
    public async Task A_bearer_rotation_gets_an_id_of_its_own_or_the_one_that_is_given()
    {
        foreach (var given in new[] { null, null, RotationId })
        {
            using var cli = Service(Successor);
            Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", ["rotate", .. given is null ? Array.Empty<string>() : ["--rotation-id", given]]));
        }

        var ids = _sent.Select(body => $"{body!["rotation_id"]}").ToArray();
        Assert.All(ids, id => Assert.Matches("^[0-9a-f]{32}$", id));
        Assert.Equal((3, RotationId), (ids.Distinct().Count(), ids[2]));
    }

    [Fact]
    public async Task A_renewal_says_the_authentication_and_by_default_that_it_is_now()
    {
        using var plain = Service(Successor);
        using var whole = Service(Successor);

        await plain.RunAsync("sct_dev_OLD", StepUp);
        await whole.RunAsync("sct_dev_OLD", "reauthenticate", "a/b", "--amr", "pwd", "--amr", "otp, hwk", "--auth-time", "1772366000", "--event-id", "login-7");

        Assert.Equal("""{"sub":"alice","authentication":{"amr":["pwd","hwk"],"auth_time":1772366400},"token":"sct_dev_OLD","scheme":"Bearer"}""", _sent[0]!.ToJsonString());
        Assert.Equal("""{"sub":"a/b","authentication":{"amr":["pwd","otp","hwk"],"auth_time":1772366000,"id":"login-7"},"token":"sct_dev_OLD","scheme":"Bearer"}""", _sent[1]!.ToJsonString());
    }

    [Theory]
    [MemberData(nameof(Commands))]
    [Rule("D12")]
    public async Task With_a_key_the_proof_is_for_the_public_address_and_one_challenge_is_answered(string command, string call, string what)
    {
        _ = what;
        await MakeKeyAsync();
        using var cli = new CliUnderTest();
        cli.Answer = (_, body) =>
        {
            _sent.Add(JsonNode.Parse(body!.ToJsonString())!.AsObject());
            return cli.Requests.Count == 1 ? Challenged() : CliUnderTest.Json(Successor);
        };

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", [.. command.Split(' '), "--key", KeyPath, "--public-url", "https://sessions.example/"]));

        Assert.Equal(2, _sent.Count);
        Assert.All(_sent, body => Assert.Equal(("DPoP", true), ($"{body!["scheme"]}", body["rotation_id"] is null)));
        var proofs = _sent.Select(body => Payload($"{body!["proof"]}")).ToArray();
        Assert.All(proofs, proof => Assert.Equal(("POST", $"https://sessions.example{call[5..]}"), ($"{proof["htm"]}", $"{proof["htu"]}")));
        Assert.All(proofs, proof => Assert.NotNull(proof["ath"]));
        Assert.Equal([null, "n-1"], proofs.Select(proof => (string?)proof["nonce"]));
        Assert.NotEqual($"{proofs[0]["jti"]}", $"{proofs[1]["jti"]}");
    }

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task Without_a_token_and_with_a_key_that_is_none_nothing_is_asked(string command)
    {
        using var silent = new CliUnderTest();
        using var keyless = new CliUnderTest();

        Assert.Equal(2, await silent.RunAsync("", command.Split(' ')));
        Assert.StartsWith("There is no token: give it on standard input", silent.Errors, StringComparison.Ordinal);
        Assert.Equal(2, await keyless.RunAsync("sct_dev_OLD", [.. command.Split(' '), "--key", KeyPath]));
        Assert.DoesNotContain("sct_dev_OLD", keyless.Errors, StringComparison.Ordinal);
        Assert.Empty(silent.Requests.Concat(keyless.Requests));
    }

    [Theory]
    [InlineData("rotate --rotation-id 0102", "A rotation id has 32 lower-case hexadecimal digits, not all zero.")]
    [InlineData("rotate --rotation-id 00000000000000000000000000000000", "A rotation id has 32 lower-case hexadecimal digits, not all zero.")]
    [InlineData("rotate --public-url sessions.example", "--public-url is the service's public address")]
    [InlineData("rotate --public-url ftp://sessions.example", "--public-url is the service's public address")]
    [InlineData("step-up alice", "missing required option 'amr'")]
    [InlineData("step-up --amr pwd", "SUBJECT")]
    [InlineData("step-up .. --amr pwd", "subject")]
    [InlineData("reauthenticate alice --amr pwd --auth-time soon", "soon")]
    [InlineData("me end", "SID")]
    [InlineData("me end 5b01", "A handle has 32 hexadecimal digits: `sessionctl me list` shows yours.")]
    [InlineData("me list extra", "extra")]
    [InlineData("me", "Say `sessionctl me` and one of: list, end.")]
    public async Task What_is_no_command_is_a_sentence_and_code_2(string command, string sentence)
    {
        using var cli = new CliUnderTest();

        Assert.Equal(2, await cli.RunAsync("sct_dev_OLD", command.Split(' ')));

        Assert.Contains(sentence, cli.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(cli.Requests);
    }

    [Theory]
    [InlineData(HttpStatusCode.UnprocessableEntity, "session_refused", 1)]
    [InlineData(HttpStatusCode.UnprocessableEntity, "assurance", 1)]
    [InlineData(HttpStatusCode.Conflict, "conflict", 1)]
    [InlineData(HttpStatusCode.BadRequest, "malformed", 2)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "unavailable", 3)]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_client", 4)]
    [InlineData(HttpStatusCode.Forbidden, "forbidden", 4)]
    public async Task What_the_service_says_is_a_sentence_and_a_code(HttpStatusCode status, string code, int exit)
    {
        foreach (var command in new string[][] { ["rotate"], StepUp, ["reauthenticate", "alice", "--amr", "pwd"] })
        {
            using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Problem(status, code) };

            Assert.Equal(exit, await cli.RunAsync("sct_dev_OLD", command));
            Assert.Equal(("", $"Do something. ({code})\n"), (cli.Output, cli.Errors));
        }
    }

    [Theory]
    [InlineData("--keep-token-file", "-")]
    [InlineData("--keep-token-file=-")]
    [Rule("P-S4"), Rule("N16")]
    public async Task The_session_that_is_kept_is_shown_by_its_token_on_standard_input(params string[] option)
    {
        using var cli = Service("""{"sub":"alice","sessions_ended":1}""");

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD\n", ["revoke-subject", "alice", .. option, "--reason", "password_reset"]));

        Assert.Equal("""{"reason":"password_reset","keep":{"token":"sct_dev_OLD","scheme":"Bearer"}}""", Assert.Single(_sent)!.ToJsonString());
        Assert.DoesNotContain("sct_dev_OLD", cli.Output + cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N13")]
    public async Task A_holder_lists_all_pages_with_its_own_token_alone()
    {
        using var cli = new CliUnderTest
        {
            Answer = (asked, _) => CliUnderTest.Json(asked.Contains("after", StringComparison.Ordinal)
                ? $$"""{"sessions":[{"sid":"{{Other}}","current":false,"status":"locked"}],"next":"{{Sid}}"}"""
                : $$"""{"sessions":[{"sid":"{{Sid}}","current":true,"status":"active"}],"next":"{{Sid}}"}"""),
        };

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", "me", "list", "--json"));

        Assert.Equal(["GET /me/sessions", $"GET /me/sessions?after={Sid}"], cli.Requests);
        Assert.Equal("Bearer sct_dev_OLD", cli.Authorization);
        Assert.Equal([Sid, Other], JsonNode.Parse(cli.Output)!["sessions"]!.AsArray().Select(session => $"{session!["sid"]}"));
        Assert.DoesNotContain("sct_dev_OLD", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N13"), Rule("N19")]
    public async Task People_are_shown_a_table_in_which_nothing_is_obeyed()
    {
        using var cli = Service($$"""{"sessions":[{"sid":"{{Sid}}","current":true,"status":"active","class":"interactive","client_id":"[red]x\u001b[31m","exp":1772409600}]}""");

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", "me", "list"));

        Assert.Contains(Sid, cli.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', cli.Output);
        Assert.DoesNotContain("sct_dev_OLD", cli.Output + cli.Errors, StringComparison.Ordinal);
    }

    [Fact]
    [Rule("N13")]
    public async Task A_holder_ends_one_with_a_proof_for_that_very_call()
    {
        await MakeKeyAsync();
        using var cli = new CliUnderTest { Answer = (_, _) => new(HttpStatusCode.NoContent) };

        Assert.Equal(0, await cli.RunAsync("sct_dev_OLD", "me", "end", Other, "--key", KeyPath));

        Assert.Equal([$"DELETE /me/sessions/{Other}"], cli.Requests);
        Assert.Equal("DPoP sct_dev_OLD", cli.Authorization);
        var proof = Payload(Assert.Single(cli.Proofs));
        Assert.Equal(("DELETE", $"http://127.0.0.1:1/me/sessions/{Other}"), ($"{proof["htm"]}", $"{proof["htu"]}"));
        Assert.Equal(("", $"Ended session {Other}.\n"), (cli.Output, cli.Errors));
    }

    [Theory]
    [InlineData(HttpStatusCode.Unauthorized, "invalid_token", 1)]
    [InlineData(HttpStatusCode.Unauthorized, "insufficient_user_authentication", 1)]
    [InlineData(HttpStatusCode.NotFound, "unknown_session", 1)]
    [InlineData(HttpStatusCode.NotFound, "not_found", 3)]
    [InlineData(HttpStatusCode.ServiceUnavailable, "unavailable", 3)]
    public async Task A_holder_who_is_refused_is_told_so(HttpStatusCode status, string code, int exit)
    {
        using var cli = new CliUnderTest { Answer = (_, _) => CliUnderTest.Problem(status, code) };

        Assert.Equal(exit, await cli.RunAsync("sct_dev_OLD", "me", "end", Other));
        Assert.Equal($"Do something. ({code})\n", cli.Errors);
    }

    private static JsonNode Payload(string proof) => JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(proof.Split('.')[1]))!;

    private static HttpResponseMessage Challenged()
    {
        var answer = new HttpResponseMessage(HttpStatusCode.UnprocessableEntity)
        {
            Content = new StringContent("""{"status":422,"code":"session_refused","detail":"Again.","refusal":"nonce_required","nonce":"n-1"}""", System.Text.Encoding.UTF8, "application/problem+json"),
        };
        answer.Headers.Add("DPoP-Nonce", "n-1");
        return answer;
    }

    private CliUnderTest Service(string answer) => new()
    {
        Answer = (_, body) =>
        {
            _sent.Add(body);
            return CliUnderTest.Json(answer);
        },
    };

    private async Task MakeKeyAsync()
    {
        using var maker = new CliUnderTest();
        Assert.Equal(0, await maker.RunAsync("", "proof", "--new-key", KeyPath));
    }
}
