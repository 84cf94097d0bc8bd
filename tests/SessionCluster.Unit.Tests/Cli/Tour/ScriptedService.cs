using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>A service that stops every attack, for tests that then let it do one thing wrong.</summary>
/// <param name="cli">The program that asks.</param>
/// <param name="forgets">See <see cref="ScriptedSessions.Forgets"/>.</param>
internal sealed class ScriptedService(CliUnderTest cli, string forgets = "")
{
    private readonly DateTimeOffset _start = cli.Clock.GetUtcNow();
    private readonly ScriptedSessions _special = new() { Forgets = forgets };
    private int _issued;
    private bool _revoked;

    /// <summary>Answers instead; <see langword="null"/> leaves the answer to the service.</summary>
    public Func<string, JsonObject?, HttpResponseMessage?> Otherwise { get; init; } = (_, _) => null;

    /// <summary>Puts it behind the program.</summary>
    public void Serve() => cli.Answer = (asked, body) => Otherwise(asked, body) ?? Answer(asked, body);

    private HttpResponseMessage Answer(string asked, JsonObject? body) => asked switch
    {
        "POST /sessions" => ScriptedSessions.AreFor(body!) ? _special.Establish(body!) : Establish(body!),
        "POST /sessions/validate" => _special.Validate(body!) ?? Validate($"{body!["token"]}"),
        "GET /metrics" => CliUnderTest.Problem(HttpStatusCode.Forbidden, "forbidden"),
        _ when asked.EndsWith("/revoke", StringComparison.Ordinal) => Revoke(asked),
        _ => throw new InvalidOperationException(asked),
    };

    private HttpResponseMessage Establish(JsonObject body)
    {
        if (_revoked && $"{body["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal))
        {
            return CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "reauthenticate");
        }

        _issued++;
        var token = $"{body["class"]}" == "tour" ? "short" : $"{body["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal) ? "seven" : Specimen.Token;
        return CliUnderTest.Json($$"""{"token":"{{token}}","sid":"{{_issued.ToString("x32", CultureInfo.InvariantCulture)}}","exp":1772366405,"expires_in":5,"idle_timeout":5}""", HttpStatusCode.Created);
    }

    private HttpResponseMessage Validate(string token) => token switch
    {
        "short" => Verdict(cli.Clock.GetUtcNow() < _start.AddSeconds(5), "expired"),
        "seven" => Verdict(!_revoked, "revoked"),
        Specimen.Token => Verdict(true, ""),
        _ => Verdict(false, "forged"),
    };

    private HttpResponseMessage Revoke(string asked)
    {
        _revoked |= asked.StartsWith("POST /subjects/tour-a7", StringComparison.Ordinal);
        return CliUnderTest.Json("""{"sub":"x","sessions_ended":2,"revoked_at":1772366400,"effective_at":1772366401,"event_id":"0"}""");
    }

    public static HttpResponseMessage Verdict(bool active, string refusal) => CliUnderTest.Json(active ? """{"active":true}""" : $$"""{"active":false,"refusal":"{{refusal}}"}""");
}
