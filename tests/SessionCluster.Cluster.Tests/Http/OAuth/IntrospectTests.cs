using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.OAuth;

/// <summary><c>POST /oauth2/introspect</c> (RFC 7662).</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class IntrospectTests(SharedHttpSilo shared)
{
    private static readonly string[] Moving = ["Date"];

    private static readonly string[] SameAsInAValidation = ["sub", "exp", "iat", "amr", "auth_time"];

    [Fact, Rule("T1")]
    public async Task It_takes_forms_by_POST_from_clients_with_the_permission()
    {
        const string Form = "token=x";
        using var get = new HttpRequestMessage(HttpMethod.Get, shared.Silo.Url("/oauth2/introspect")) { Headers = { Authorization = HttpCaller.All.Authorization } };
        using var json = new StringContent("""{ "token": "x" }""", new MediaTypeHeaderValue("application/json"));

        Assert.Equal(405, (await shared.Silo.SendAsync(get)).Status);
        Assert.Equal((401, "invalid_client"), ErrorOf(await shared.Silo.FormAsync(EndpointPolicies.Introspect, null, Form)));
        Assert.Equal((401, "invalid_client"), ErrorOf(await shared.Silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Service with { Secret = "another" }, Form)));
        Assert.Equal((403, "unauthorized_client"), ErrorOf(await shared.Silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Support, Form)));
        Assert.Equal((415, "invalid_request"), ErrorOf(await shared.Silo.CallAsync(EndpointPolicies.Introspect, HttpCaller.Service, json)));
        Assert.Equal(200, (await shared.Silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Service, Form)).Status);
    }

    [Theory, Rule("T1")]
    [InlineData("")]
    [InlineData("token=")]
    [InlineData("token=a&token=b")]
    [InlineData("token=%zz")]
    [InlineData("token=a&client_secret=secret-of-service")]
    public async Task A_form_that_is_none_is_an_invalid_request(string form) =>
        Assert.Equal((400, "invalid_request"), ErrorOf(await shared.Silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Service, form)));

    [Fact]
    public async Task A_live_session_has_its_members()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["scope"] = "orders.read";
        establishment["client_id"] = "mobile-app";
        var (token, id) = await shared.Silo.EstablishedAsync(establishment);

        var answer = await IntrospectAsync(token, HttpCaller.Service);
        var facts = await shared.Silo.ValidateAsync(token);

        Assert.Equal("active scope client_id sub aud iss exp iat token_type sid acr amr auth_time", string.Join(' ', answer.Json.Select(member => member.Key)));
        Assert.Equal(("true", "orders.read", "mobile-app"), (answer.Json["active"]!.ToJsonString(), answer.Member("scope"), answer.Member("client_id")));
        Assert.Equal((id, "Bearer", "aal2"), (answer.Member("sid"), answer.Member("token_type"), answer.Member("acr")));
        Assert.Equal(shared.Silo.Address.GetLeftPart(UriPartial.Authority), answer.Member("iss"));
        Assert.All(SameAsInAValidation, name => Assert.True(JsonNode.DeepEquals(facts.Json[name], answer.Json[name])));
    }

    [Fact, Rule("D13")]
    public async Task A_bound_session_says_its_key_and_how_it_is_presented()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));

        var answer = await IntrospectAsync(token, HttpCaller.Service);

        Assert.Equal($$"""{"jkt":"{{key.Thumbprint}}"}""", answer.Json["cnf"]!.ToJsonString());
        Assert.Equal("DPoP", answer.Member("token_type"));
    }

    [Fact, Rule("T3")]
    public async Task Each_service_sees_its_own_part()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key, "orders", "billing"));

        Assert.Equal("""["orders"]""", (await IntrospectAsync(token, HttpCaller.OrdersOnly)).Json["aud"]!.ToJsonString());
        Assert.Equal("""["billing"]""", (await IntrospectAsync(token, HttpCaller.Billing)).Json["aud"]!.ToJsonString());
        Assert.Equal("""["orders","billing"]""", (await IntrospectAsync(token, HttpCaller.Service)).Json["aud"]!.ToJsonString());
    }

    [Fact, Rule("T2"), Rule("D14")]
    public async Task Whatever_is_not_live_for_the_caller_is_inactive_in_the_same_bytes()
    {
        var (live, id) = await shared.Silo.EstablishedAsync();
        var (revoked, revokedId) = await shared.Silo.EstablishedAsync();
        await shared.Silo.RevokeAsync(revokedId);
        var limited = HttpSamples.Establishment(HttpSamples.NewSubject());
        limited["max_uses"] = 5;
        var (budgeted, _) = await shared.Silo.EstablishedAsync(limited);
        _ = SessionId.TryParse(id, out var known);
        var ring = shared.Silo.Services.GetRequiredService<EdgeRing>().Current;
        var foreign = KeyRing.Create(ring.CurrentId, new Dictionary<byte, byte[]> { [ring.CurrentId] = new byte[KeyRing.KeySize] });

        HttpAnswer[] answers =
        [
            await IntrospectAsync("x", HttpCaller.Service),
            await IntrospectAsync(new string('x', 10_000), HttpCaller.Service),
            await IntrospectAsync("%00%F0%9F%98%80", HttpCaller.Service),
            await IntrospectAsync(Token("dev", foreign, known), HttpCaller.Service),
            await IntrospectAsync(Token("staging", ring, known), HttpCaller.Service),
            await IntrospectAsync(Token("dev", ring, SessionId.Create(7, DateTimeOffset.UtcNow.AddHours(-1), new byte[SessionId.RandomSize])), HttpCaller.Service),
            await IntrospectAsync(Token("dev", ring, SessionId.Create(7, DateTimeOffset.UtcNow.AddHours(1), new byte[SessionId.RandomSize])), HttpCaller.Service),
            await IntrospectAsync(Token("dev", ring, known), HttpCaller.Service),
            await IntrospectAsync(revoked, HttpCaller.Service),
            await IntrospectAsync(budgeted, HttpCaller.Service),
            await IntrospectAsync(live, HttpCaller.Billing),
            await IntrospectAsync(live, HttpCaller.Mute),
        ];

        Assert.All(answers, answer => Assert.Equal("""{"active":false}""", answer.Text));
        Assert.Single(answers.Select(HeadersOf).Distinct());
        Assert.True((await IntrospectAsync(live, HttpCaller.OrdersOnly)).Json["active"]!.GetValue<bool>());
    }

    [Fact, Rule("N6"), Rule("D14")]
    public async Task Introspecting_changes_nothing_of_a_session()
    {
        var (token, id) = await shared.Silo.EstablishedAsync();
        var before = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);

        for (var times = 0; times < 5; times++)
        {
            Assert.True((await IntrospectAsync(token, HttpCaller.Service)).Json["active"]!.GetValue<bool>());
        }

        Assert.Equal(before.Text, (await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id)).Text);
    }

    [Fact]
    public async Task A_hint_limits_nothing()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();

        foreach (var hint in new[] { "access_token", "refresh_token", "no_such_type" })
        {
            Assert.True((await shared.Silo.FormAsync(EndpointPolicies.Introspect, HttpCaller.Service, $"token_type_hint={hint}&token={token}")).Json["active"]!.GetValue<bool>());
        }
    }

    private static (int Status, string Error) ErrorOf(HttpAnswer answer) => (answer.Status, answer.Member("error"));

    private static string HeadersOf(HttpAnswer answer) =>
        string.Join('\n', answer.Headers.Where(header => !Moving.Contains(header.Key)).OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {string.Join(", ", header.Value)}"));

    private static string Token(string environment, KeyRing ring, SessionId id) => TokenFormat.Format(EnvironmentName.Create(environment), ring, ring.CurrentId, id, new byte[32]);

    private Task<HttpAnswer> IntrospectAsync(string token, HttpCaller caller) => shared.Silo.FormAsync(EndpointPolicies.Introspect, caller, $"token={token}");
}
