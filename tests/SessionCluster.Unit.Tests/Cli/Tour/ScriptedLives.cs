using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Cli.Tour;
using SessionCluster.Cli.Tour.Steps.Renewal;
using SessionCluster.Unit.Tests.Cli.Hosting;

namespace SessionCluster.Unit.Tests.Cli.Tour;

/// <summary>Sessions that are rotated, kept, forgotten and renewed, for <see cref="ScriptedService"/>.</summary>
/// <param name="clock">The clock.</param>
/// <param name="forgets">What one of them does wrong: <c>a6-2 superseded</c>, or <c>a1 wrong_key</c> for all of a step.</param>
internal sealed class ScriptedLives(TimeProvider clock, string forgets)
{
    /// <summary>The public URL that proofs for calls to the cluster must name, which is not the address that is asked.</summary>
    public const string PublicUrl = "https://sessions.example";

    private readonly Dictionary<string, int> _ofStep = [];
    private readonly List<ScriptedLife> _all = [];

    /// <summary>What a proof for a call to the cluster must have; <see langword="null"/> for nothing.</summary>
    public string? Nonce { get; init; }

    /// <summary>True for what is established here.</summary>
    public static bool AreFor(JsonObject body) => $"{body["class"]}" == ForgottenSession.Class || StepOf($"{body["sub"]}") is "a1" or "a6" || IsKept($"{body["sub"]}");

    /// <summary>True for the subject of a session that is kept.</summary>
    public static bool IsKept(string subject) => subject.EndsWith("-kept", StringComparison.Ordinal);

    public HttpResponseMessage Establish(JsonObject body)
    {
        var step = StepOf($"{body["sub"]}");
        var name = string.Create(CultureInfo.InvariantCulture, $"{step}-{_ofStep[step] = _ofStep.GetValueOrDefault(step) + 1}");
        var life = new ScriptedLife(
            name,
            $"{body["sub"]}",
            body["cnf_proof"] is { } confirmation ? ScriptedProof.Read($"{confirmation["proof"]}").Key : null,
            TimeSpan.FromSeconds($"{body["class"]}" == ForgottenSession.Class ? 5 : 300),
            TimeSpan.FromSeconds($"{body["class"]}" == LivedSession.Class ? 2 : 60),
            clock,
            what => forgets == $"{name} {what}" || forgets == $"{step} {what}");
        _all.Add(life);
        return Issued(life.Current, HttpStatusCode.Created);
    }

    /// <summary>Answers about one of these; <see langword="null"/> about others.</summary>
    public HttpResponseMessage? Validate(JsonObject body)
    {
        if (Find(body) is not { } life)
        {
            return null;
        }

        var refusal = life.Present($"{body["token"]}", ScriptedProof.Of(body)?.Key);
        return refusal is not null || !life.IsTainted ? ScriptedService.Verdict(refusal is null, refusal ?? "") : CliUnderTest.Json($$"""{"active":true,"rotate_after":{{clock.GetUtcNow().ToUnixTimeSeconds()}}}""");
    }

    public HttpResponseMessage Rotate(JsonObject body) =>
        Challenge(body, ClusterPaths.Rotate)
        ?? (Find(body) is { } life && Holds(life, body, ClusterPaths.Rotate) && life.Key is null == body.ContainsKey("rotation_id") && life.Rotate($"{body["token"]}", $"{body["rotation_id"]}") is { } successor
            ? Issued(successor, HttpStatusCode.OK)
            : Refused("superseded"));

    public HttpResponseMessage Reauthenticate(JsonObject body)
    {
        if (Find(body) is not { } life || !Holds(life, body, ClusterPaths.Reauthenticate) || life.Subject != $"{body["sub"]}" || body["authentication"] is null)
        {
            return Refused("unknown");
        }

        life.IsOver = true;
        return Establish(new() { ["sub"] = life.Subject, ["class"] = ForgottenSession.Class });
    }

    /// <summary>Ends what a subject has, but for the one that is kept.</summary>
    /// <returns>What refuses it; <see langword="null"/> when it was done.</returns>
    public HttpResponseMessage? Revoke(string subject, JsonObject body)
    {
        var path = $"/subjects/{subject}/revoke";
        var kept = body["keep"] is JsonObject keep ? Find(keep) : null;
        if (body["keep"] is JsonObject possession && Challenge(possession, path) is { } challenge)
        {
            return challenge;
        }

        if (body["keep"] is JsonObject shown && (kept is null || (!Holds(kept, shown, path) && forgets != "a7-1 keep_refused")))
        {
            return CliUnderTest.Problem(HttpStatusCode.UnprocessableEntity, "keep_refused");
        }

        foreach (var life in _all.Where(life => life.Subject == subject && (life != kept || forgets == "a7-1 keep")))
        {
            life.IsOver = true;
        }

        return null;
    }

    private ScriptedLife? Find(JsonObject body) => _all.Find(life => life.Owns($"{body["token"]}"));

    // A session that is kept needs a key: a copy of a bearer's token shows nothing. To go on, a bearer's token is enough.
    private static bool Holds(ScriptedLife life, JsonObject presented, string path) =>
        life.Key is null ? !path.EndsWith("/revoke", StringComparison.Ordinal) : ScriptedProof.Of(presented) is { } proof && proof.Key == life.Key && proof.Method == "POST" && proof.Uri == PublicUrl + path;

    private HttpResponseMessage? Challenge(JsonObject presented, string path) =>
        Nonce is not null && ScriptedProof.Of(presented) is { } proof && proof.Nonce != Nonce && proof.Uri == PublicUrl + path ? Refused("nonce_required", Nonce) : null;

    private HttpResponseMessage Issued(string token, HttpStatusCode status) => CliUnderTest.Json(
        $$"""{"token":"{{token}}","sid":"{{_all.Count.ToString("x32", CultureInfo.InvariantCulture)}}","exp":1772409600,"expires_in":600,"idle_timeout":5}""",
        status);

    private static HttpResponseMessage Refused(string refusal, string? nonce = null)
    {
        var problem = new JsonObject { ["title"] = "T", ["status"] = 422, ["detail"] = "Do something.", ["code"] = ProblemCodes.SessionRefused, ["refusal"] = refusal };
        if (nonce is not null)
        {
            problem["nonce"] = nonce;
        }

        return new(HttpStatusCode.UnprocessableEntity) { Content = new StringContent(problem.ToJsonString(), Encoding.UTF8, "application/problem+json") };
    }

    private static string StepOf(string subject) => subject.Split('-')[1];
}
