using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SessionCluster.Client.Possession;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Hosting;

/// <summary>The usual call of each kind.</summary>
internal static class HttpSamples
{
    /// <summary>Where the login service takes logins.</summary>
    public const string LoginUri = "https://login.example/callback";

    /// <summary>What an API service is asked for.</summary>
    public const string OrdersUri = "https://api.example/orders";

    public static string NewSubject() => $"user-{Guid.NewGuid():n}";

    /// <summary>An establishment that is accepted.</summary>
    public static JsonObject Establishment(string subject, string sessionClass = "bearer", string audience = "orders") => new()
    {
        ["sub"] = subject,
        ["class"] = sessionClass,
        ["aud"] = new JsonArray(audience),
        ["authentication"] = new JsonObject { ["amr"] = new JsonArray("pwd", "otp"), ["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() },
    };

    /// <summary>A thumbprint of RFC 9449.</summary>
    public const string Thumbprint = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    /// <summary>An establishment that is bound to a key, which it proves.</summary>
    public static JsonObject BoundEstablishment(ProofKey key, params string[] audiences)
    {
        var establishment = Establishment(NewSubject());
        establishment["aud"] = new JsonArray([.. audiences.DefaultIfEmpty("orders").Select(audience => JsonValue.Create(audience))]);
        establishment["cnf_proof"] = new JsonObject { ["proof"] = key.CreateProof("POST", LoginUri), ["method"] = "POST", ["uri"] = LoginUri };
        return establishment;
    }

    /// <summary>A validation of a request that came with a proof.</summary>
    public static JsonObject ProvenValidation(string token, string proof) => new()
    {
        ["token"] = token,
        ["scheme"] = "DPoP",
        ["aud"] = "orders",
        ["proof"] = proof,
        ["method"] = "GET",
        ["uri"] = OrdersUri,
    };

    /// <summary>A rotation of a bearer session.</summary>
    public static JsonObject Rotation(string token) => new() { ["token"] = token, ["scheme"] = "Bearer", ["rotation_id"] = Guid.NewGuid().ToString("n") };

    /// <summary>A step-up or re-authentication of a bearer session.</summary>
    public static JsonObject Renewal(string token, string subject) => new()
    {
        ["token"] = token,
        ["scheme"] = "Bearer",
        ["sub"] = subject,
        ["authentication"] = new JsonObject { ["amr"] = new JsonArray("pwd", "otp"), ["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() },
    };

    public static JsonObject Validation(string token, string audience = "orders") => new() { ["token"] = token, ["scheme"] = "Bearer", ["aud"] = audience };

    /// <summary>Establishes and expects that it succeeds.</summary>
    public static async Task<(string Token, string Id)> EstablishedAsync(this HttpTestSilo silo, JsonObject? establishment = null, HttpCaller? caller = null)
    {
        var answer = await silo.CallAsync(EndpointPolicies.Establish, caller ?? HttpCaller.All, (establishment ?? Establishment(NewSubject())).ToJsonString());
        Assert.True(answer.Status == 201, answer.Text);
        return (answer.Member("token"), answer.Member("sid"));
    }

    public static Task<HttpAnswer> ValidateAsync(this HttpTestSilo silo, string token, HttpCaller? caller = null) =>
        silo.CallAsync(EndpointPolicies.Validate, caller ?? HttpCaller.All, Validation(token).ToJsonString());

    /// <summary>True when the token is accepted; a refusal is false, anything else an error.</summary>
    public static async Task<bool> IsActiveAsync(this HttpTestSilo silo, string token)
    {
        var answer = await silo.ValidateAsync(token);
        Assert.True(answer.Status == 200, answer.Text);
        return answer.Json["active"]!.GetValue<bool>();
    }

    /// <summary>Makes a call of OAuth.</summary>
    public static async Task<HttpAnswer> FormAsync(this HttpTestSilo silo, EndpointPolicy policy, HttpCaller? caller, string form)
    {
        using var content = new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        return await silo.CallAsync(policy, caller, content);
    }

    /// <summary>Ends a session as its holder.</summary>
    /// <param name="silo">Where.</param>
    /// <param name="authorization">The whole header; <see langword="null"/> for none.</param>
    /// <param name="headers">More headers.</param>
    public static Task<HttpAnswer> EndAsync(this HttpTestSilo silo, string? authorization, params (string Name, string Value)[] headers) =>
        silo.HoldAsync(EndpointPolicies.End, authorization, headers: headers);

    /// <summary>Makes a call as a session's holder.</summary>
    /// <param name="silo">Where.</param>
    /// <param name="policy">The call.</param>
    /// <param name="authorization">The whole header; <see langword="null"/> for none.</param>
    /// <param name="parameter">The path's parameter.</param>
    /// <param name="query">A query with its question mark.</param>
    /// <param name="headers">More headers.</param>
    public static async Task<HttpAnswer> HoldAsync(this HttpTestSilo silo, EndpointPolicy policy, string? authorization, string parameter = "", string query = "", params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(policy.Method), silo.Url(HttpTestSilo.PathOf(policy, parameter) + query));
        if (authorization is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        var answer = await silo.SendAsync(request);
        answer.RequireDocumented(policy);
        return answer;
    }

    public static Task<HttpAnswer> RevokeAsync(this HttpTestSilo silo, string id, HttpCaller? caller = null) =>
        silo.CallAsync(EndpointPolicies.Revoke, caller ?? HttpCaller.All, new JsonObject { ["sid"] = id, ["reason"] = "admin" }.ToJsonString());
}
