using System.Text.Json.Nodes;
using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Answers;

/// <summary>Sessions that are bound to keys, over HTTP: proven at establishment, and at each validation.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class PossessionTests(SharedHttpSilo shared)
{
    private const string Algs = "algs=\"ES256 PS256 RS256\"";

    [Fact, Rule("D12"), Rule("D5"), Rule("D7")]
    public async Task A_proof_of_the_key_is_accepted_once()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var establishment = HttpSamples.BoundEstablishment(key);
        establishment["key_storage"] = "hardware";
        var established = await shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.Login, establishment.ToJsonString());
        Assert.True(established.Status == 201, established.Text);
        var token = established.Member("token");
        var proof = key.CreateProof("GET", HttpSamples.OrdersUri, token);

        Assert.Equal("DPoP", established.Member("token_type"));
        var accepted = await ValidateAsync(HttpSamples.ProvenValidation(token, proof));
        Assert.True(accepted.Json["active"]!.GetValue<bool>(), accepted.Text);
        Assert.Equal(("DPoP", "hardware"), (accepted.Member("token_type"), accepted.Member("key_storage")));
        Assert.Equal($$"""{"jkt":"{{key.Thumbprint}}"}""", accepted.Json["cnf"]!.ToJsonString());

        RequireRefused(await ValidateAsync(HttpSamples.ProvenValidation(token, proof)), "proof_replayed", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        RequireRefused(await ValidateAsync(HttpSamples.ProvenValidation(token, thief.CreateProof("GET", HttpSamples.OrdersUri, token))), "wrong_key", $"DPoP error=\"invalid_token\", {Algs}");
        RequireRefused(await ValidateAsync(HttpSamples.ProvenValidation(token, key.CreateProof("PUT", HttpSamples.OrdersUri, token))), "proof_invalid", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
    }

    [Fact, Rule("D4")]
    public async Task A_bound_token_that_comes_alone_is_told_of_DPoP()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));

        RequireRefused(await ValidateAsync(HttpSamples.Validation(token)), "possession_required", $"DPoP error=\"invalid_token\", {Algs}");
        var without = HttpSamples.Validation(token);
        without["scheme"] = "DPoP";
        RequireRefused(await ValidateAsync(without), "proof_invalid", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
    }

    [Theory, Rule("D1"), Rule("D9")]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("a.b.c")]
    [InlineData("e30.e30.")]
    [InlineData("\\u0000")]
    [InlineData("\\ud800")]
    public async Task Any_text_as_a_proof_is_a_refusal_and_no_error(string escaped)
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));

        foreach (var (proof, method, uri) in new[] { (escaped, "GET", HttpSamples.OrdersUri), (new string('x', 8192), escaped, escaped), (escaped, new string('x', 32), new string('x', 4096)) })
        {
            var body = $$"""{ "token": "{{token}}", "scheme": "DPoP", "aud": "orders", "proof": "{{proof}}", "method": "{{method}}", "uri": "{{uri}}" }""";

            RequireRefused(await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, body), "proof_invalid", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        }
    }

    [Fact, Rule("D10")]
    public async Task A_nonce_comes_with_the_challenge_and_is_good_for_many_proofs()
    {
        using var key = ProofKey.CreateEcdsa();
        var establishment = HttpSamples.BoundEstablishment(key);
        establishment["class"] = "nonces";
        var (token, _) = await shared.Silo.EstablishedAsync(establishment);

        var challenged = await ValidateAsync(HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token)));
        RequireRefused(challenged, "nonce_required", $"DPoP error=\"use_dpop_nonce\", {Algs}");
        var nonce = challenged.Member("nonce");
        var accepted = await ValidateAsync(HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token, nonce)));
        Assert.True(accepted.Json["active"]!.GetValue<bool>(), accepted.Text);
        var wrong = await ValidateAsync(HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token, "of-another")));
        RequireRefused(wrong, "nonce_required", $"DPoP error=\"use_dpop_nonce\", {Algs}");

        var next = wrong.Member("nonce");
        Assert.True((await ValidateAsync(HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token, next)))).Json["active"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_key_that_nobody_proved_needs_the_permission()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["cnf"] = new JsonObject { ["jkt"] = HttpSamples.Thumbprint };

        var refused = await shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.Login, establishment.ToJsonString());
        var asserted = await shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.All, establishment.ToJsonString());

        Assert.Contains("'assert_confirmation'", refused.RequireProblem(403, "forbidden").Detail, StringComparison.Ordinal);
        Assert.Equal(201, asserted.Status);
        Assert.Equal("DPoP", asserted.Member("token_type"));
    }

    [Fact]
    public async Task A_proof_of_another_key_binds_nothing()
    {
        using var key = ProofKey.CreateEcdsa();
        var establishment = HttpSamples.BoundEstablishment(key);
        establishment["cnf"] = new JsonObject { ["jkt"] = HttpSamples.Thumbprint };

        (await shared.Silo.CallAsync(EndpointPolicies.Establish, HttpCaller.All, establishment.ToJsonString())).RequireProblem(422, "binding_required");
    }

    [Fact]
    public async Task A_bearer_session_is_held_to_its_context()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["context"] = Context("AAAAAAAAAAAAAAAAAAAAAQ");
        var (token, _) = await shared.Silo.EstablishedAsync(establishment);
        var same = HttpSamples.Validation(token);
        same["context"] = Context("AAAAAAAAAAAAAAAAAAAAAQ");
        var other = HttpSamples.Validation(token);
        other["context"] = Context("AAAAAAAAAAAAAAAAAAAAAg");

        Assert.True((await ValidateAsync(same)).Json["active"]!.GetValue<bool>());
        RequireRefused(await ValidateAsync(other), "context_changed", "Bearer error=\"insufficient_user_authentication\"");
    }

    private static JsonObject Context(string device) => new() { ["v"] = 1, ["device"] = device };

    private static void RequireRefused(HttpAnswer answer, string refusal, string challenge)
    {
        Assert.Equal((200, refusal, 401, challenge), (answer.Status, answer.Member("refusal"), answer.Number("status"), answer.Member("challenge")));
        Assert.DoesNotContain("DPoP-Nonce", answer.Headers.Keys);
    }

    private Task<HttpAnswer> ValidateAsync(JsonObject validation) => shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, validation.ToJsonString());
}
