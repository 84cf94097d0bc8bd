using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using SessionCluster.Client.Tokens;

namespace SessionCluster.EndToEnd.Tests.Canary;

/// <summary>Calls over HTTP, good and bad; remembers what was secret in them and what was answered.</summary>
internal sealed class CanaryTraffic : IDisposable
{
    private readonly HttpClient _http;
    private readonly List<string> _answers = [];
    private readonly List<(string Name, byte[] Bytes)> _secrets = [];

    public CanaryTraffic(Uri address, string id, string secret)
    {
        _http = new() { BaseAddress = address };
        _http.DefaultRequestHeaders.Authorization = Basic(id, secret);
    }

    /// <summary>All bodies but those that carry a new token, with their headers.</summary>
    public string Answers => string.Join('\n', _answers);

    /// <summary>What must be nowhere.</summary>
    public IReadOnlyList<(string Name, byte[] Bytes)> Secrets => _secrets;

    public static AuthenticationHeaderValue Basic(string id, string secret) => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}")));

    /// <summary>Establishes a session; its token is secret from now on.</summary>
    /// <returns>Token and handle.</returns>
    public async Task<(string Token, string SessionId)> EstablishAsync(string subject, string attribute = "none")
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var body = $$"""
            {"sub":"{{subject}}","class":"interactive","aud":["orders"],"authentication":{"amr":["pwd","otp"],"auth_time":{{now}} },"attributes":{"note":"{{attribute}}"} }
            """;
        using var answer = await _http.PostAsync("/sessions", Json(body));
        var established = JsonNode.Parse(await answer.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
        var token = established["token"]!.GetValue<string>();
        Remember("token", token);
        return (token, established["sid"]!.GetValue<string>());
    }

    /// <summary>Asks; whatever the answer is, it may not repeat a secret.</summary>
    /// <returns>The status.</returns>
    public async Task<int> AskAsync(string path, string? body = null, AuthenticationHeaderValue? authorization = null)
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, path) { Content = body is null ? null : Json(body) };
        request.Headers.Authorization = authorization;
        using var answer = await _http.SendAsync(request);
        var status = (int)answer.StatusCode;
        _answers.Add($"{answer.Headers} {await answer.Content.ReadAsStringAsync()}");
        return status;
    }

    /// <summary>A token, the secret within it, and the digest of that.</summary>
    public void Remember(string name, string token)
    {
        _secrets.Add((name, Encoding.UTF8.GetBytes(token)));
        var payload = new byte[TokenPayload.Size];
        if (TokenFormat.TryDecode(token, payload, out _))
        {
            var secret = new TokenPayload(payload).Secret.ToArray();
            _secrets.Add(($"secret of the {name}", secret));

            // What leaves the edge: as good as the secret to whoever reaches a gateway.
            _secrets.Add(($"digest of the {name}", SHA256.HashData(secret)));
        }
    }

    /// <summary>Something else that is secret.</summary>
    public void Remember(string name, byte[] bytes) => _secrets.Add((name, bytes));

    public void Dispose() => _http.Dispose();

    private static StringContent Json(string body) => new(body, Encoding.UTF8, "application/json");
}
