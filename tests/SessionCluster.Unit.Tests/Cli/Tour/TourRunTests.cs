using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>How the tour judges: against a service that does everything right, and against ones that each do one thing wrong.</summary>
public sealed class TourRunTests
{
    // Whose sessions go by more than a token, or are rotated, kept or forgotten.
    private static readonly string[] Special = ["a1", "a2", "a3", "a5", "a6", "a7"];

    public static TheoryData<string> Wrongs => [.. WrongAnswers.Keys];

    private static Dictionary<string, (int ExitCode, string Attack, string Outcome, Func<string, JsonObject?, HttpResponseMessage?> Answer)> WrongAnswers { get; } = new()
    {
        ["a session outlives its deadline"] = (1, "A2", "not_stopped", (asked, body) => Token(asked, body) == "short" ? ScriptedService.Verdict(true, "") : null),
        ["a session is refused before its deadline"] = (1, "A2", "failed", (asked, body) => Token(asked, body) == "short" ? ScriptedService.Verdict(false, "idle") : null),
        ["the service is too slow"] = (3, "A2", "failed", (asked, body) => Token(asked, body) == "short" ? ScriptedService.Verdict(false, "expired") : null),
        ["there is no class tour"] = (0, "A2", "not_run", (asked, body) => $"{body?["class"]}" == "tour" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "unknown_class") : null),
        ["the class tour binds a key"] = (1, "A2", "failed", (asked, body) => $"{body?["class"]}" == "tour" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "binding_required") : null),
        ["a session outlives a revocation"] = (1, "A7", "not_stopped", (asked, body) => Token(asked, body) == "seven" ? ScriptedService.Verdict(true, "") : null),
        ["an old authentication is taken"] = (1, "A7", "not_stopped", Admitting()),
        ["a revocation is malformed"] = (2, "A7", "failed", (asked, body) => RevokesAll(asked) ? CliUnderTest.Problem(HttpStatusCode.BadRequest, "malformed") : null),
        ["a revocation that keeps a session is malformed"] = (2, "A7", "failed", (asked, body) => body?.ContainsKey("keep") == true ? CliUnderTest.Problem(HttpStatusCode.BadRequest, "malformed") : null),
        ["nobody can keep a session"] = (1, "A7", "failed", (asked, body) => body?.ContainsKey("keep") == true ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "keep_refused") : null),
        ["a drawer reopens a session"] = (1, "A2", "not_stopped", Later(3, (asked, body) => Token(asked, body) == "a2-1-0", () => ScriptedService.Verdict(true, ""))),
        ["a session that is forgotten is refused, but not for that"] = (1, "A2", "failed", Later(2, (asked, body) => Token(asked, body) == "a2-1-0", () => ScriptedService.Verdict(false, "revoked"))),
        ["there is no class for a drawer"] = (1, "A2", "failed", (asked, body) => $"{body?["class"]}" == "tour-idle" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "unknown_class") : null),
        ["another authentication is not taken"] = (1, "A2", "failed", (asked, _) => asked == "POST /sessions/reauthenticate" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "session_refused") : null),
        ["another authentication gives a dead session"] = (1, "A2", "failed", (asked, body) => Token(asked, body) == "a2-2-0" ? ScriptedService.Verdict(false, "revoked") : null),
        ["a copy outlives its rotation"] = (1, "A1", "not_stopped", Later(5, (asked, body) => Of("a1", asked, body), () => ScriptedService.Verdict(true, ""))),
        ["an owner is locked out by a copy"] = (1, "A1", "failed", Later(4, (asked, body) => Of("a1", asked, body), () => ScriptedService.Verdict(false, "locked"))),
        ["nobody can rotate"] = (1, "A6", "failed", (asked, body) => asked == "POST /sessions/rotate" && $"{body!["token"]}".StartsWith("a6-", StringComparison.Ordinal) ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "session_refused") : null),
        ["a rotation that is repeated gives another token"] = (1, "A6", "failed", Later(2, (asked, body) => asked == "POST /sessions/rotate" && $"{body!["token"]}" == "a6-1-0", () => CliUnderTest.Json("""{"token":"a6-1-9"}"""))),
        ["a rotated token is refused, but not for that"] = (1, "A6", "failed", Later(2, (asked, body) => Token(asked, body) == "a6-1-0", () => ScriptedService.Verdict(false, "locked"))),
        ["there is no class for rotation"] = (0, "A6", "stopped", (asked, body) => $"{body?["class"]}" == "tour-rotation" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "unknown_class") : null),
        ["a forged token is accepted"] = (1, "A9", "not_stopped", (asked, body) => Forged(asked, body) ? ScriptedService.Verdict(true, "") : null),
        ["a forged token reaches a grain"] = (1, "A9", "not_stopped", (asked, body) => Forged(asked, body) ? ScriptedService.Verdict(false, "unknown") : null),
        ["sessions are looked for"] = (1, "A9", "not_stopped", Counting(20)),
        ["others look for sessions"] = (0, "A9", "stopped", Counting(19)),
        ["a stolen token needs no key"] = (1, "A1", "not_stopped", (asked, body) => Of("a1", asked, body) && $"{body!["scheme"]}" == "Bearer" ? ScriptedService.Verdict(true, "") : null),
        ["a stolen token is refused, but not for its key"] = (1, "A1", "failed", (asked, body) => Of("a1", asked, body) && $"{body!["scheme"]}" == "Bearer" ? ScriptedService.Verdict(false, "revoked") : null),
        ["no key is bound"] = (1, "A1", "failed", (asked, body) => asked == "POST /sessions" && $"{body!["sub"]}".StartsWith("tour-a1-", StringComparison.Ordinal) ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "binding_required") : null),
        ["the context decides where there is a key"] = (1, "A3", "failed", (asked, body) => Of("a3", asked, body) && $"{body!["scheme"]}" == "DPoP" ? ScriptedService.Verdict(false, "context_changed") : null),
        ["a race is won twice"] = (1, "A5", "not_stopped", Racing()),
        ["a replay is unavailable for a while"] = (0, "A5", "stopped", Stumbling()),
        ["a login that can be passed on is taken"] = (1, "A11", "not_stopped", (asked, body) => Privileged(body) ? CliUnderTest.Json("""{"token":"x","sid":"1"}""", HttpStatusCode.Created) : null),
        ["no login is taken"] = (1, "A11", "failed", (asked, body) => Privileged(body) && $"{body!["authentication"]!["amr"]![1]}" == "hwk" ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "assurance") : null),
        ["a login is refused for something else"] = (1, "A11", "failed", (asked, body) => Privileged(body) ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "binding_required") : null),
        ["there is no class privileged"] = (0, "A11", "not_run", (asked, body) => Privileged(body) ? CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "unknown_class") : null),
        ["the service goes away"] = (3, "A1", "failed", (_, _) => throw new HttpRequestException("gone")),
        ["the client may not"] = (4, "A1", "failed", (_, _) => CliUnderTest.Problem(HttpStatusCode.Forbidden, "forbidden")),
    };

    [Fact]
    public async Task A_service_that_does_everything_right_is_0_and_what_is_not_played_is_named()
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli).Serve();

        Assert.Equal(0, await cli.RunAsync("", "tour"));

        Assert.EndsWith("\n8 of 9 stopped, not run: A10.\n", cli.Output, StringComparison.Ordinal);
        Assert.All(["A4", "A8"], attack => Assert.Contains($"\n    {attack,-4}", cli.Output, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Wrongs))]
    public async Task What_goes_wrong_has_its_outcome_and_its_exit_code(string wrong)
    {
        var (exitCode, attack, outcome, answer) = WrongAnswers[wrong];
        using var cli = new CliUnderTest();
        new ScriptedService(cli) { Otherwise = answer }.Serve();

        Assert.Equal(exitCode, await cli.RunAsync("", "tour", "--json"));

        var steps = JsonNode.Parse(cli.Output)!["steps"]!.AsArray();
        Assert.Equal(outcome, $"{steps.Single(step => $"{step!["attack"]}" == attack)!["outcome"]}");
        Assert.All(steps.Where(step => $"{step!["attack"]}" is var other && other != attack && other != "A10"), step => Assert.Equal("stopped", $"{step!["outcome"]}"));
    }

    [Fact]
    public async Task A_silo_that_is_unavailable_for_a_moment_does_not_end_the_tour()
    {
        var asked = 0;
        using var cli = new CliUnderTest();
        new ScriptedService(cli) { Otherwise = (call, body) => Token(call, body) == "seven" && asked++ % 2 == 0 ? CliUnderTest.Problem(HttpStatusCode.ServiceUnavailable, "unavailable") : null }.Serve();

        Assert.Equal(0, await cli.RunAsync("", "tour"));
    }

    [Theory]
    [InlineData("a1 possession_required", 1, "A1", "not_stopped", "the copied token is accepted without the key")]
    [InlineData("a1 wrong_key", 1, "A1", "not_stopped", "accepted with a key of the thief's own")]
    [InlineData("a1 taint", 1, "A1", "not_stopped", "the owner is not told to replace it")]
    [InlineData("a2-1 idle", 1, "A2", "not_stopped", "longer than its idle timeout is accepted")]
    [InlineData("a2-1 revoked", 1, "A2", "not_stopped", "before another authentication is accepted after it")]
    [InlineData("a3 context_changed", 1, "A3", "not_stopped", "accepted from a machine that declares another device")]
    [InlineData("a3 possession_required", 1, "A3", "not_stopped", "the cached token of a key-bound session is accepted without the key")]
    [InlineData("a3 locked", 0, "A3", "stopped", "")]
    [InlineData("a5 proof_replayed", 1, "A5", "not_stopped", "the captured request is accepted a second time")]
    [InlineData("a6-1 superseded", 1, "A6", "not_stopped", "long after its successor was used.")]
    [InlineData("a6-1 revoked", 1, "A6", "not_stopped", "a rotated token was used again, and its session lives on")]
    [InlineData("a6-2 rotation_id", 1, "A6", "not_stopped", "gets the owner's own successor")]
    [InlineData("a6-2 superseded", 1, "A6", "not_stopped", "accepted beside the owner's")]
    [InlineData("a6-2 revoked", 1, "A6", "not_stopped", "followed a rotation and was seen, and the session lives on")]
    [InlineData("a6-3 superseded", 1, "A6", "not_stopped", "long after its successor was used, with its key")]
    [InlineData("a6-3 revoked", 1, "A6", "not_stopped", "used again with its key, and its session lives on")]
    [InlineData("a6-4 possession_required", 1, "A6", "not_stopped", "a rotated token is accepted without its key")]
    [InlineData("a6-4 wrong_key", 1, "A6", "not_stopped", "a rotated token is accepted with another key")]
    [InlineData("a6-4 possession", 1, "A6", "not_stopped", "has logged the owner out")]
    [InlineData("a7-1 keep_refused", 1, "A7", "not_stopped", "kept for somebody who holds its token and not its key")]
    [InlineData("a7-1 keep", 1, "A7", "failed", "Using the session that was kept did not succeed")]
    [InlineData("a7-2 revoked", 1, "A7", "not_stopped", "the thief's session is accepted after the password was reset")]
    public async Task What_is_accepted_that_should_be_refused_is_found(string forgotten, int exitCode, string attack, string outcome, string why)
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli, forgotten).Serve();

        Assert.Equal(exitCode, await cli.RunAsync("", "tour", "--json"));

        var steps = JsonNode.Parse(cli.Output)!["steps"]!.AsArray();
        var played = steps.Single(step => $"{step!["attack"]}" == attack)!;
        Assert.Equal(outcome, $"{played["outcome"]}");
        Assert.Contains(why, $"{played["why"]}", StringComparison.Ordinal);
        Assert.All(steps.Where(step => $"{step!["attack"]}" is var other && other != attack && other != "A10"), step => Assert.Equal("stopped", $"{step!["outcome"]}"));
    }

    [Fact]
    public async Task A_service_that_wants_a_nonce_in_proofs_for_itself_gets_it()
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli) { Nonce = "n-1" }.Serve();

        Assert.Equal(0, await cli.RunAsync("", "tour"));

        Assert.Contains(cli.Requests.Zip(cli.Requests.Skip(1)), two => two == ("POST /sessions/rotate", "POST /sessions/rotate"));
    }

    [Fact]
    public async Task What_is_not_played_of_a_step_is_said()
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli).Serve();

        await cli.RunAsync("", "tour");

        Assert.Contains("\n    Not played: the replay after a crash. --data with the directory of a local cluster", cli.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_directory_without_a_second_silo_kills_nobody()
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli).Serve();
        var directory = Directory.CreateTempSubdirectory("sessionctl-tour-");

        await cli.RunAsync("", "tour", "--data", directory.FullName, "--kill-silo");

        Assert.Contains("Not played: the replay after a crash.", cli.Output, StringComparison.Ordinal);
        Assert.Contains("has no second silo that runs", cli.Output, StringComparison.Ordinal);
        directory.Delete();
    }

    private static bool Privileged(JsonObject? body) => $"{body?["class"]}" == "privileged";

    private static bool Of(string step, string asked, JsonObject? body) => Token(asked, body)?.StartsWith($"{step}-", StringComparison.Ordinal) == true;

    private static string? Token(string asked, JsonObject? body) => asked == "POST /sessions/validate" ? $"{body!["token"]}" : null;

    private static bool Forged(string asked, JsonObject? body) => Token(asked, body) is not (null or "short" or "seven" or Specimen.Token) && !Special.Any(step => Of(step, asked, body));

    // The owner's request, its replay, and then the copies.
    private static Func<string, JsonObject?, HttpResponseMessage?> Racing()
    {
        var count = 0;
        return (asked, body) => Of("a5", asked, body) && ++count > 3 ? ScriptedService.Verdict(true, "") : null;
    }

    private static Func<string, JsonObject?, HttpResponseMessage?> Stumbling()
    {
        var count = 0;
        return (asked, body) => Of("a5", asked, body) && ++count is 1 or 3 ? CliUnderTest.Problem(HttpStatusCode.ServiceUnavailable, "unavailable") : null;
    }

    private static Func<string, JsonObject?, HttpResponseMessage?> Admitting()
    {
        var revoked = false;
        return (asked, body) =>
        {
            revoked |= RevokesAll(asked);
            return revoked && asked == "POST /sessions" && $"{body!["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal) ? CliUnderTest.Json("""{"token":"x","sid":"1"}""", HttpStatusCode.Created) : null;
        };
    }

    private static bool RevokesAll(string asked) => asked.StartsWith("POST /subjects/tour-a7", StringComparison.Ordinal) && !ScriptedLives.IsKept(asked.Split('/')[2]);

    // From the nth such request on.
    private static Func<string, JsonObject?, HttpResponseMessage?> Later(int nth, Func<string, JsonObject?, bool> such, Func<HttpResponseMessage> answer)
    {
        var count = 0;
        return (asked, body) => such(asked, body) && ++count >= nth ? answer() : null;
    }

    private static Func<string, JsonObject?, HttpResponseMessage?> Counting(int more)
    {
        var count = 100 - more;
        return (asked, _) => asked == "GET /metrics" ? CliUnderTest.Json($"sessioncluster_session_loads_total{{found=\"False\"}} {count += more}\n") : null;
    }
}
