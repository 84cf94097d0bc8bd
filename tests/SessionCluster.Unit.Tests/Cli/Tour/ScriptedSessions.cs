using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>Sessions that go by a key or by a client context, for <see cref="ScriptedService"/>. A key is told by the header of a proof, which holds it.</summary>
internal sealed class ScriptedSessions
{
    private readonly Dictionary<string, Session> _byToken = [];
    private readonly HashSet<string> _proofs = [];

    /// <summary>A refusal of one step that is an acceptance instead: <c>a1 wrong_key</c>.</summary>
    public string Forgets { get; init; } = "";

    /// <summary>True for what is established here.</summary>
    public static bool AreFor(JsonObject body) => body.ContainsKey("cnf_proof") || body.ContainsKey("context");

    public HttpResponseMessage Establish(JsonObject body)
    {
        if ($"{body["class"]}" == "privileged" && !body["authentication"]!["amr"]!.AsArray().Any(method => $"{method}" == "hwk"))
        {
            return CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "assurance");
        }

        var token = string.Create(CultureInfo.InvariantCulture, $"{StepOf($"{body["sub"]}")}-{_byToken.Count}");
        _byToken[token] = new(body["cnf_proof"] is { } confirmation ? KeyOf($"{confirmation["proof"]}") : null, body["context"]?.ToJsonString());
        return CliUnderTest.Json($$"""{"token":"{{token}}","sid":"{{_byToken.Count.ToString("x32", CultureInfo.InvariantCulture)}}","exp":1772409600,"expires_in":43200,"idle_timeout":1800}""", HttpStatusCode.Created);
    }

    /// <summary>Answers about one of these; <see langword="null"/> about others.</summary>
    public HttpResponseMessage? Validate(JsonObject body)
    {
        if (!_byToken.TryGetValue($"{body["token"]}", out var session))
        {
            return null;
        }

        var refusal = session.Key is { } key ? Bound(key, body) : session.Locked ? "locked" : session.Context == body["context"]?.ToJsonString() ? null : "context_changed";
        session.Locked |= refusal == "context_changed";
        return ScriptedService.Verdict(refusal is null || Forgets == $"{$"{body["token"]}".Split('-')[0]} {refusal}", refusal ?? "");
    }

    private string? Bound(string key, JsonObject body) =>
        $"{body["scheme"]}" != "DPoP" ? "possession_required" : KeyOf($"{body["proof"]}") != key ? "wrong_key" : _proofs.Add($"{body["proof"]}") ? null : "proof_replayed";

    // Subjects are tour-a1-..., tokens a1-...
    private static string StepOf(string subject) => subject.Split('-')[1];

    private static string KeyOf(string proof) => proof.Split('.')[0];

    private sealed record Session(string? Key, string? Context)
    {
        public bool Locked { get; set; }
    }
}
