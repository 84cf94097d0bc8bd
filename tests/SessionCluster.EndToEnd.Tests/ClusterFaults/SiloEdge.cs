using System.Net;
using System.Text.Json.Nodes;
using SessionCluster.EndToEnd.Tests.Canary;
using SessionCluster.EndToEnd.Tests.Cluster;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>
/// A caller that speaks HTTP to one silo and to no other: what waits in that silo's sockets is answered by that silo. It waits for as long as it takes, so that a late answer is seen, not dropped.
/// </summary>
internal sealed class SiloEdge : IDisposable
{
    private readonly HttpClient _http;

    private SiloEdge(Uri address, string secret)
    {
        _http = new() { BaseAddress = address, Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = CanaryTraffic.Basic(ClusterFiles.ClientId, secret);
    }

    /// <summary>The cluster's client, at one of its silos.</summary>
    public static SiloEdge To(ClusterHome home, ClusterSilo silo) => new(silo.Address, home.Files.ClientSecret);

    /// <summary>Establishes a session; asks again while the answer is <c>unavailable</c>.</summary>
    public async Task<HeldSession> EstablishAsync(string subject, int? maxUses = null, string? holder = null)
    {
        HeldSession? session = null;
        await Poll.UntilAsync("201", Patience, async () =>
        {
            var (status, body) = await PostAsync("/sessions", EstablishBody(subject, maxUses, holder));
            session = status == HttpStatusCode.Created ? new(subject, body!["token"]!.GetValue<string>(), body["sid"]!.GetValue<string>()) : null;
            return Word(status);
        });
        return session!;
    }

    /// <summary>Establishes so many sessions side by side, each for a subject of its own, so that some live in each silo.</summary>
    public Task<HeldSession[]> EstablishManyAsync(string name, int count, string? holder = null) =>
        Task.WhenAll(Enumerable.Range(0, count).Select(number => EstablishAsync($"{name}-{number}", holder: holder)));

    /// <summary>Validates; the answer as a word: <c>accepted</c>, <c>refused: code</c>, or what the status or the broken connection is.</summary>
    public async Task<string> ValidateAsync(HeldSession session)
    {
        var (status, body) = await PostAsync("/sessions/validate", $$"""{"token":"{{session.Token}}","scheme":"Bearer","aud":"orders"}""");
        return status != HttpStatusCode.OK ? Word(status)
            : body!["active"]!.GetValue<bool>() ? "accepted"
            : $"refused: {body["refusal"]!.GetValue<string>()}";
    }

    /// <summary>Ends one session.</summary>
    /// <returns>True when it was acknowledged.</returns>
    public async Task<bool> TryRevokeAsync(HeldSession session) =>
        (await PostAsync("/sessions/revoke", $$"""{"sid":"{{session.Handle}}","reason":"compromise"}""")).Status == HttpStatusCode.OK;

    /// <summary>Ends everything a subject holds.</summary>
    /// <returns>True when it was acknowledged.</returns>
    public async Task<bool> TryRevokeSubjectAsync(string subject) =>
        (await PostAsync($"/subjects/{subject}/revoke", """{"reason":"compromise"}""")).Status == HttpStatusCode.OK;

    /// <summary>Locks a client.</summary>
    /// <returns>True when it was acknowledged.</returns>
    public async Task<bool> TryLockAsync(string client) =>
        (await PostAsync("/locks", $$"""{"dimension":"client","value":"{{client}}","reason":"compromise"}""")).Status == HttpStatusCode.Created;

    /// <inheritdoc />
    public void Dispose() => _http.Dispose();

    /// <summary>How long anything may take that must come to pass in the end.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static string EstablishBody(string subject, int? maxUses, string? holder)
    {
        var limit = (maxUses is { } uses ? $""","max_uses":{uses}""" : "") + (holder is null ? "" : $""","client_id":"{holder}" """);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        return $$"""{"sub":"{{subject}}","class":"interactive","aud":["orders"],"authentication":{"amr":["pwd","otp"],"auth_time":{{now}}}{{limit}}}""";
    }

    private static string Word(HttpStatusCode status) => status == 0 ? "no answer" : $"{(int)status}";

    /// <summary>A silo that goes away in the middle is an answer, too: status 0.</summary>
    private async Task<(HttpStatusCode Status, JsonNode? Body)> PostAsync(string path, string json)
    {
        try
        {
            using var content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
            using var answer = await _http.PostAsync(new Uri(path, UriKind.Relative), content);
            return (answer.StatusCode, JsonNode.Parse(await answer.Content.ReadAsStringAsync()));
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
        {
            return (0, null);
        }
    }
}
