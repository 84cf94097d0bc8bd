using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Possession;
using SessionCluster.Client.Tokens;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;
using SessionCluster.Silo.Endpoints.Validation;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>What <c>POST /sessions/validate</c> answers.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class ValidateTests(SharedHttpSilo shared)
{
    private static readonly string[] OfRefusals = ["refusal", "status", "challenge"];

    private static readonly string[] OfBoundSessions = ["cnf", "key_storage", "nonce"];

    public static TheoryData<string> Strings =>
    [
        "", " ", "x", "sct_", "sct_dev_", "Bearer x", "null", "\u0000", "\"", "\\", "é", "😀", "\\ud800", "\\udfff\\ud800", "sct_dev_" + new string('A', 83), "sct_dev_" + new string('z', 83), "sct_dev_" + new string('\\', 2) + "u0041",
        new string('x', 1024), new string('é', 1024), string.Concat(Enumerable.Repeat("😀", 1024)),
    ];

    [Fact]
    public async Task An_acceptance_has_every_fact()
    {
        var establishment = HttpSamples.Establishment("validate-every-fact");
        establishment["scope"] = "orders.write orders.read";
        establishment["attributes"] = new JsonObject { ["tier"] = "gold", ["näme"] = "\"quoted\" <&> 😀" };
        establishment["client_id"] = "mobile-app";
        var (token, id) = await shared.Silo.EstablishedAsync(establishment);

        var facts = await shared.Silo.ValidateAsync(token, HttpCaller.Service);

        Assert.Equal(200, facts.Status);
        Assert.Equal(
            ValidateMembers.Answer.Members.Select(member => member.Name).Except(OfRefusals).Except(OfBoundSessions).Order(StringComparer.Ordinal),
            facts.Json.Select(member => member.Key).Order(StringComparer.Ordinal));
        Assert.True(facts.Json["active"]!.GetValue<bool>());
        Assert.Equal("validate-every-fact", facts.Member("sub"));
        Assert.Equal(id, facts.Member("sid"));
        Assert.Equal("bearer", facts.Member("class"));
        Assert.Equal("mobile-app", facts.Member("client_id"));
        Assert.Equal("orders.read orders.write", facts.Member("scope"));
        Assert.Equal("orders", facts.Member("aud"));
        Assert.Equal("aal2", facts.Member("acr"));
        Assert.Equal(["pwd", "otp"], facts.Json["amr"]!.AsArray().Select(method => method!.GetValue<string>()));
        Assert.Equal(establishment["authentication"]!["auth_time"]!.GetValue<long>(), facts.Number("auth_time"));
        Assert.InRange(facts.Number("idle_expires_at"), facts.Number("exp") - 3600 + 600, facts.Number("exp") - 3600 + 660);
        Assert.True(JsonNode.DeepEquals(establishment["attributes"], facts.Json["attributes"]));
        Assert.Equal("Bearer", facts.Member("token_type"));
    }

    [Theory]
    [InlineData("interactive", "pwd otp", true)]
    [InlineData("workload", "swk", false)]
    [Rule("H5")]
    public async Task At_an_endpoint_for_human_beings_a_services_session_is_refused(string sessionClass, string methods, bool isHuman)
    {
        using var key = ProofKey.CreateEcdsa();
        var establishment = HttpSamples.BoundEstablishment(key);
        establishment["class"] = sessionClass;
        establishment["authentication"]!["amr"] = new JsonArray([.. methods.Split(' ').Select(method => JsonValue.Create(method))]);
        var (token, id) = await shared.Silo.EstablishedAsync(establishment);

        var anybody = await AskAsync(null);
        var nobody = await AskAsync(false);
        var human = await AskAsync(true);

        Assert.True(anybody.Json["active"]!.GetValue<bool>(), anybody.Text);
        Assert.True(nobody.Json["active"]!.GetValue<bool>(), nobody.Text);
        Assert.Equal(200, human.Status);
        Assert.Equal(isHuman, human.Json["active"]!.GetValue<bool>());
        if (!isHuman)
        {
            Assert.Equal("assurance", human.Member("refusal"));
            Assert.Equal(401, human.Number("status"));
            Assert.Contains("error=\"insufficient_user_authentication\"", human.Member("challenge"), StringComparison.Ordinal);
        }

        // Fixed and auditable: class and what it stands for are facts of the session, and no call changes them.
        var info = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);
        Assert.Equal(sessionClass, info.Member("class"));
        Assert.All([info, anybody], answer => Assert.Equal(isHuman, answer.Json.ContainsKey("human")));

        Task<HttpAnswer> AskAsync(bool? asked)
        {
            var validation = HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token));
            if (asked is { } value)
            {
                validation["required"] = new JsonObject { ["human"] = value };
            }

            return shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, validation.ToJsonString());
        }
    }

    [Fact]
    [Rule("P-R6"), Rule("G5")]
    public async Task A_logical_call_that_is_sent_again_by_its_caller_spends_one_use()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["max_uses"] = 1;
        var (token, _) = await shared.Silo.EstablishedAsync(establishment);
        var body = HttpSamples.Validation(token);
        body["attempt"] = "00112233445566778899aabbccddeeff";

        for (var sending = 0; sending < 3; sending++)
        {
            Assert.True((await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, body.ToJsonString())).Json["active"]!.GetValue<bool>());
        }

        Assert.Equal("uses_exhausted", (await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, body.ToJsonString())).Member("refusal"));
        body["attempt"] = "00112233445566778899aabbccddeefe";
        Assert.Equal("uses_exhausted", (await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, body.ToJsonString())).Member("refusal"));
    }

    [Fact]
    public async Task What_is_empty_is_left_out()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();

        var facts = await shared.Silo.ValidateAsync(token);

        Assert.DoesNotContain("scope", facts.Json.Select(member => member.Key));
        Assert.DoesNotContain("attributes", facts.Json.Select(member => member.Key));
    }

    [Theory]
    [MemberData(nameof(Strings))]
    public async Task Any_string_as_a_token_is_a_refusal_and_no_error(string raw)
    {
        // As it stands in JSON: escapes of lone surrogates too.
        var escaped = raw.StartsWith("\\u", StringComparison.Ordinal) ? raw : JsonValue.Create(raw).ToJsonString()[1..^1];

        var answer = await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, $$"""{ "token": "{{escaped}}", "scheme": "Bearer", "aud": "orders" }""");

        Assert.Equal(200, answer.Status);
        Assert.False(answer.Json["active"]!.GetValue<bool>());
        Assert.Equal("malformed", answer.Member("refusal"));
    }

    [Fact]
    public async Task A_refusal_has_no_fact_of_the_session()
    {
        var (token, id) = await shared.Silo.EstablishedAsync();
        await shared.Silo.RevokeAsync(id);

        var answer = await shared.Silo.ValidateAsync(token);

        RequireRefusal(answer, "revoked", 401, "Bearer error=\"invalid_token\"");
        Assert.DoesNotContain(id, answer.Text, StringComparison.Ordinal);
    }

    [Fact, Rule("H3")]
    public async Task Each_way_of_not_being_a_session_has_its_refusal()
    {
        const string InvalidToken = "Bearer error=\"invalid_token\"";
        var (token, id) = await shared.Silo.EstablishedAsync();
        _ = SessionId.TryParse(id, out var known);
        var ring = shared.Silo.Services.GetRequiredService<EdgeRing>().Current;
        var expired = SessionId.Create(7, DateTimeOffset.UtcNow.AddHours(-1), new byte[SessionId.RandomSize]);
        var unknown = SessionId.Create(7, DateTimeOffset.UtcNow.AddHours(1), new byte[SessionId.RandomSize]);
        var foreign = KeyRing.Create(ring.CurrentId, new Dictionary<byte, byte[]> { [ring.CurrentId] = new byte[KeyRing.KeySize] });

        RequireRefusal(await shared.Silo.ValidateAsync(token[..^1] + (token[^1] == 'A' ? 'B' : 'A')), "malformed", 401, InvalidToken);
        RequireRefusal(await shared.Silo.ValidateAsync(Token("dev", foreign, known)), "forged", 401, InvalidToken);
        RequireRefusal(await shared.Silo.ValidateAsync(Token("staging", ring, known)), "foreign_environment", 401, InvalidToken);
        RequireRefusal(await shared.Silo.ValidateAsync(Token("dev", ring, expired)), "expired", 401, InvalidToken);

        // A handle is no oracle: a wrong secret and no session are the same answer, byte for byte.
        var wrongSecret = await shared.Silo.ValidateAsync(Token("dev", ring, known));
        var noSession = await shared.Silo.ValidateAsync(Token("dev", ring, unknown));
        RequireRefusal(wrongSecret, "unknown", 401, InvalidToken);
        Assert.Equal(wrongSecret.Text, noSession.Text);
    }

    [Theory]
    [InlineData("""{ "scope": "orders.write" }""", "scope", 403, """Bearer error="insufficient_scope", scope="orders.write" """)]
    [InlineData("""{ "acr": "aal3" }""", "assurance", 401, """Bearer error="insufficient_user_authentication", acr_values="aal3" """)]
    [InlineData("""{ "max_age": 0, "acr": "aal2" }""", "assurance", 401, """Bearer error="insufficient_user_authentication", acr_values="aal2", max_age="0" """)]
    [Rule("N24")]
    public async Task What_an_endpoint_requires_is_in_the_challenge(string required, string refusal, int status, string challenge)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["scope"] = "orders.read";
        establishment["authentication"]!["auth_time"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 5;
        var (token, _) = await shared.Silo.EstablishedAsync(establishment);
        var validation = HttpSamples.Validation(token);
        validation["required"] = JsonNode.Parse(required);

        var answer = await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, validation.ToJsonString());

        RequireRefusal(answer, refusal, status, challenge.Trim());
        Assert.True(await shared.Silo.IsActiveAsync(token));
    }

    [Fact]
    public async Task What_an_endpoint_requires_and_the_session_has_is_accepted()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["scope"] = "orders.read orders.write";
        var (token, _) = await shared.Silo.EstablishedAsync(establishment);
        var validation = HttpSamples.Validation(token);
        validation["required"] = JsonNode.Parse("""{ "scope": "orders.write", "acr": "aal2", "max_age": 300 }""");

        Assert.True((await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, validation.ToJsonString())).Json["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Another_audience_is_refused()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();

        var answer = await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, HttpSamples.Validation(token, "billing").ToJsonString());

        RequireRefusal(answer, "audience", 401, "Bearer error=\"invalid_token\"");
    }

    [Fact]
    public async Task A_use_limit_is_the_number_of_acceptances()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["max_uses"] = 2;
        var (token, id) = await shared.Silo.EstablishedAsync(establishment);

        Assert.True(await shared.Silo.IsActiveAsync(token));
        Assert.Equal(1, (await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.All, parameter: id)).Number("uses_left"));
        Assert.True(await shared.Silo.IsActiveAsync(token));
        RequireRefusal(await shared.Silo.ValidateAsync(token), "uses_exhausted", 401, "Bearer error=\"invalid_token\"");
    }

    [Theory]
    [InlineData("bearer")]
    [InlineData("BEARER")]
    public async Task The_scheme_may_be_written_in_any_case(string scheme)
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        var validation = HttpSamples.Validation(token);
        validation["scheme"] = scheme;

        Assert.True((await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.All, validation.ToJsonString())).Json["active"]!.GetValue<bool>());
    }

    private static string Token(string environment, KeyRing ring, SessionId id) => TokenFormat.Format(EnvironmentName.Create(environment), ring, ring.CurrentId, id, new byte[32]);

    private static void RequireRefusal(HttpAnswer answer, string refusal, int status, string challenge)
    {
        Assert.Equal(200, answer.Status);
        Assert.Equal(["active", .. OfRefusals], answer.Json.Select(member => member.Key));
        Assert.False(answer.Json["active"]!.GetValue<bool>());
        Assert.Equal(refusal, answer.Member("refusal"));
        Assert.Equal(status, answer.Number("status"));
        Assert.Equal(challenge, answer.Member("challenge"));
    }
}
