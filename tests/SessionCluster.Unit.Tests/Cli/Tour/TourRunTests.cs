using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>How the tour judges: against a service that does everything right, and against ones that each do one thing wrong.</summary>
public sealed class TourRunTests
{
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
        ["a revocation is malformed"] = (2, "A7", "failed", (asked, body) => asked.StartsWith("POST /subjects/tour-a7", StringComparison.Ordinal) ? CliUnderTest.Problem(HttpStatusCode.BadRequest, "malformed") : null),
        ["a forged token is accepted"] = (1, "A9", "not_stopped", (asked, body) => Forged(asked, body) ? ScriptedService.Verdict(true, "") : null),
        ["a forged token reaches a grain"] = (1, "A9", "not_stopped", (asked, body) => Forged(asked, body) ? ScriptedService.Verdict(false, "unknown") : null),
        ["sessions are looked for"] = (1, "A9", "not_stopped", Counting(20)),
        ["others look for sessions"] = (0, "A9", "stopped", Counting(19)),
        ["the service goes away"] = (3, "A2", "failed", (_, _) => throw new HttpRequestException("gone")),
        ["the client may not"] = (4, "A2", "failed", (_, _) => CliUnderTest.Problem(HttpStatusCode.Forbidden, "forbidden")),
    };

    [Fact]
    public async Task A_service_that_does_everything_right_is_0_and_what_is_not_played_is_named()
    {
        using var cli = new CliUnderTest();
        new ScriptedService(cli).Serve();

        Assert.Equal(0, await cli.RunAsync("", "tour"));

        Assert.EndsWith("\n3 of 4 stopped, not run: A10.\n", cli.Output, StringComparison.Ordinal);
        Assert.All(["A1", "A3", "A4", "A5", "A6", "A8", "A11"], attack => Assert.Contains($"\n    {attack,-4}", cli.Output, StringComparison.Ordinal));
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

    private static string? Token(string asked, JsonObject? body) => asked == "POST /sessions/validate" ? $"{body!["token"]}" : null;

    private static bool Forged(string asked, JsonObject? body) => Token(asked, body) is not (null or "short" or "seven" or Specimen.Token);

    private static Func<string, JsonObject?, HttpResponseMessage?> Admitting()
    {
        var revoked = false;
        return (asked, body) =>
        {
            revoked |= asked.StartsWith("POST /subjects/tour-a7", StringComparison.Ordinal);
            return revoked && asked == "POST /sessions" && $"{body!["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal) ? CliUnderTest.Json("""{"token":"x","sid":"1"}""", HttpStatusCode.Created) : null;
        };
    }

    private static Func<string, JsonObject?, HttpResponseMessage?> Counting(int more)
    {
        var count = 100 - more;
        return (asked, _) => asked == "GET /metrics" ? CliUnderTest.Json($"sessioncluster_session_loads_total{{found=\"False\"}} {count += more}\n") : null;
    }
}
