using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Service;
using SessionCluster.Unit.Tests.Cli.Hosting;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>A service that stops every attack, for tests that then let it do one thing wrong.</summary>
/// <param name="cli">The program that asks.</param>
/// <param name="forgets">See <see cref="ScriptedSessions.Forgets"/> and <see cref="ScriptedLives"/>.</param>
internal sealed class ScriptedService(CliUnderTest cli, string forgets = "")
{
    private readonly ScriptedSessions _special = new() { Forgets = forgets };
    private ScriptedLives? _lives;
    private DateTimeOffset _shortEnds;
    private int _issued;
    private bool _revoked;

    /// <summary>Answers instead; <see langword="null"/> leaves the answer to the service.</summary>
    public Func<string, JsonObject?, HttpResponseMessage?> Otherwise { get; init; } = (_, _) => null;

    /// <summary>The nonce that proofs for calls to the cluster must have; <see langword="null"/> for none.</summary>
    public string? Nonce { get; init; }

    private ScriptedLives Lives => _lives ??= new(cli.Clock, forgets) { Nonce = Nonce };

    /// <summary>Puts it behind the program.</summary>
    public void Serve() => cli.Answer = (asked, body) => Otherwise(asked, body) ?? Answer(asked, body);

    private HttpResponseMessage Answer(string asked, JsonObject? body) => asked switch
    {
        "POST /sessions" => ScriptedLives.AreFor(body!) ? Lives.Establish(body!) : ScriptedSessions.AreFor(body!) ? _special.Establish(body!) : Establish(body!),
        "POST /sessions/validate" => Lives.Validate(body!) ?? _special.Validate(body!) ?? Validate($"{body!["token"]}"),
        $"POST {ClusterPaths.Rotate}" => Lives.Rotate(body!),
        $"POST {ClusterPaths.Reauthenticate}" => Lives.Reauthenticate(body!),
        $"GET {ServicePaths.Metadata}" => CliUnderTest.Json($$"""{"issuer":"{{ScriptedLives.PublicUrl}}"}"""),
        "GET /metrics" => CliUnderTest.Problem(HttpStatusCode.Forbidden, "forbidden"),
        _ when asked.EndsWith("/revoke", StringComparison.Ordinal) => Revoke(asked.Split('/')[2], body!),
        _ => throw new InvalidOperationException(asked),
    };

    private HttpResponseMessage Establish(JsonObject body)
    {
        if (_revoked && $"{body["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal))
        {
            return CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "reauthenticate");
        }

        _issued++;
        _shortEnds = $"{body["class"]}" == "tour" ? cli.Clock.GetUtcNow().AddSeconds(5) : _shortEnds;
        var token = $"{body["class"]}" == "tour" ? "short" : $"{body["sub"]}".StartsWith("tour-a7", StringComparison.Ordinal) ? "seven" : Specimen.Token;
        return CliUnderTest.Json($$"""{"token":"{{token}}","sid":"{{_issued.ToString("x32", CultureInfo.InvariantCulture)}}","exp":1772366405,"expires_in":5,"idle_timeout":5}""", HttpStatusCode.Created);
    }

    private HttpResponseMessage Validate(string token) => token switch
    {
        "short" => Verdict(cli.Clock.GetUtcNow() < _shortEnds, "expired"),
        "seven" => Verdict(!_revoked, "revoked"),
        Specimen.Token => Verdict(true, ""),
        _ => Verdict(false, "forged"),
    };

    private HttpResponseMessage Revoke(string subject, JsonObject body)
    {
        _revoked |= subject.StartsWith("tour-a7", StringComparison.Ordinal) && !ScriptedLives.IsKept(subject);
        return Lives.Revoke(subject, body) ?? CliUnderTest.Json("""{"sub":"x","sessions_ended":2,"revoked_at":1772366400,"effective_at":1772366401,"event_id":"0"}""");
    }

    public static HttpResponseMessage Verdict(bool active, string refusal) => CliUnderTest.Json(active ? """{"active":true}""" : $$"""{"active":false,"refusal":"{{refusal}}"}""");
}
