using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>Sessions over HTTP, in a line each.</summary>
internal sealed class SessionCalls(HttpClient http, Uri address)
{
    /// <summary>Establishes a bearer session for the audience <c>orders</c>.</summary>
    /// <returns>Token and session id.</returns>
    public async Task<(string Token, string SessionId)> EstablishAsync(string subject, int? maxUses = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var body = new JsonObject
        {
            ["sub"] = subject,
            ["class"] = "interactive",
            ["aud"] = new JsonArray("orders"),
            ["authentication"] = new JsonObject { ["amr"] = new JsonArray("pwd", "otp"), ["auth_time"] = now },
        };
        if (maxUses is not null)
        {
            body["max_uses"] = maxUses;
        }

        var established = await PostAsync("/sessions", body);
        return (established["token"]!.GetValue<string>(), established["sid"]!.GetValue<string>());
    }

    /// <summary>Asks about a token.</summary>
    /// <returns><c>active</c>, the word of the refusal, or <c>unavailable</c>.</returns>
    public async Task<string> ValidateAsync(string token)
    {
        using var answer = await SendAsync("/sessions/validate", new JsonObject { ["token"] = token, ["scheme"] = "Bearer", ["aud"] = "orders" });
        if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            return "unavailable";
        }

        var verdict = await ReadAsync(answer);
        return verdict["active"]!.GetValue<bool>() ? "active" : verdict["refusal"]!.GetValue<string>();
    }

    /// <summary>Revokes a session.</summary>
    /// <returns>The receipt.</returns>
    public Task<JsonNode> RevokeAsync(string sessionId) => PostAsync("/sessions/revoke", new JsonObject { ["sid"] = sessionId, ["reason"] = "admin" });

    /// <summary>Revokes every session of a subject.</summary>
    /// <returns>The receipt.</returns>
    public Task<JsonNode> RevokeSubjectAsync(string subject) => PostAsync($"/subjects/{Uri.EscapeDataString(subject)}/revoke", new JsonObject { ["reason"] = "admin" });

    /// <summary>The word of readiness, or the status.</summary>
    public async Task<string> ReadinessAsync()
    {
        using var answer = await http.GetAsync(new Uri(address, "/health/ready"), TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken) : answer.StatusCode.ToString();
    }

    private async Task<JsonNode> PostAsync(string path, JsonObject body)
    {
        using var answer = await SendAsync(path, body);
        return await ReadAsync(answer);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, JsonObject body)
    {
        using var content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json");
        return await http.PostAsync(new Uri(address, path), content, TestContext.Current.CancellationToken);
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return answer.IsSuccessStatusCode ? JsonNode.Parse(text)! : throw new HttpRequestException($"{(int)answer.StatusCode}: {text}", null, answer.StatusCode);
    }
}
