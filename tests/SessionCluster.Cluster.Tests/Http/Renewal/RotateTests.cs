using System.Text.Json.Nodes;
using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Renewal;

/// <summary><c>POST /sessions/rotate</c>.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class RotateTests(SharedHttpSilo shared)
{
    private string Uri => shared.Silo.Url(EndpointPolicies.Rotate.Pattern).ToString();

    [Fact]
    public async Task A_bearer_sessions_successor_is_accepted_and_the_token_before_is_in_its_grace()
    {
        var (token, id) = await shared.Silo.EstablishedAsync();
        var question = HttpSamples.Rotation(token).ToJsonString();

        var answer = await shared.Silo.CallAsync(EndpointPolicies.Rotate, HttpCaller.Nobody, question);
        var again = await shared.Silo.CallAsync(EndpointPolicies.Rotate, HttpCaller.Nobody, question);

        Assert.Equal((200, id), (answer.Status, answer.Member("sid")));
        Assert.Equal(answer.Member("token"), again.Member("token"));
        Assert.NotEqual(token, answer.Member("token"));
        Assert.True(await shared.Silo.IsActiveAsync(answer.Member("token")));
        Assert.True(await shared.Silo.IsActiveAsync(token));
    }

    [Fact]
    public async Task A_bearer_rotation_without_an_id_is_a_conflict()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        var question = HttpSamples.Rotation(token);
        question.Remove("rotation_id");

        (await shared.Silo.CallAsync(EndpointPolicies.Rotate, HttpCaller.Nobody, question.ToJsonString())).RequireProblem(409, "conflict");
    }

    [Fact, Rule("D12"), Rule("T6")]
    public async Task A_bound_session_is_rotated_by_its_own_key_over_the_public_URL_and_by_no_other()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));

        RequireRefused(await RotateAsync(token, thief.CreateProof("POST", Uri, token)), "wrong_key");
        RequireRefused(await RotateAsync(token, key.CreateProof("POST", "https://elsewhere.example/sessions/rotate", token)), "proof_invalid");
        RequireRefused(await RotateAsync(token, key.CreateProof("POST", Uri)), "proof_invalid");
        RequireRefused(await RotateAsync(token, null), "possession_required");

        var proof = key.CreateProof("POST", Uri, token);
        var rotated = await RotateAsync(token, proof);
        Assert.Equal((200, "DPoP"), (rotated.Status, rotated.Member("token_type")));
        RequireRefused(await RotateAsync(token, proof), "proof_replayed");

        Assert.True(await IsActiveAsync(rotated.Member("token"), key));
        Assert.True(await IsActiveAsync(token, key));
        Assert.False(await IsActiveAsync(rotated.Member("token"), thief));
    }

    [Fact]
    public async Task A_certificate_is_named_by_who_sees_connections_only()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        var question = HttpSamples.Rotation(token);
        question["certificate_thumbprint"] = HttpSamples.Thumbprint;

        (await shared.Silo.CallAsync(EndpointPolicies.Rotate, HttpCaller.Nobody, question.ToJsonString())).RequireProblem(403, "forbidden");
    }

    private Task<HttpAnswer> RotateAsync(string token, string? proof)
    {
        var question = new JsonObject { ["token"] = token, ["scheme"] = proof is null ? "Bearer" : "DPoP" };
        if (proof is not null)
        {
            question["proof"] = proof;
        }

        return shared.Silo.CallAsync(EndpointPolicies.Rotate, HttpCaller.Nobody, question.ToJsonString());
    }

    private async Task<bool> IsActiveAsync(string token, ProofKey key)
    {
        var validation = HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token));
        return (await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, validation.ToJsonString())).Json["active"]!.GetValue<bool>();
    }

    private static void RequireRefused(HttpAnswer answer, string refusal)
    {
        answer.RequireProblem(422, "session_refused");
        Assert.Equal(refusal, answer.Member("refusal"));
        Assert.Equal(401, answer.Number("end_client_status"));
        Assert.NotEmpty(answer.Member("challenge"));
    }
}
