using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Holder;

/// <summary><c>POST /sessions/end</c>: token and possession, and nothing else.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class EndTests(SharedHttpSilo shared)
{
    private const string Algs = "algs=\"ES256 PS256 RS256\"";

    private string Uri => shared.Silo.Url(EndpointPolicies.End.Pattern).ToString();

    [Theory]
    [InlineData("Bearer")]
    [InlineData("bearer")]
    public async Task A_bearer_session_is_over_at_once(string scheme)
    {
        var (token, id) = await shared.Silo.EstablishedAsync();

        var answer = await shared.Silo.EndAsync($"{scheme} {token}");

        Assert.Equal((204, string.Empty), (answer.Status, answer.Text));
        Assert.Equal("no-store", answer.Header("Cache-Control"));
        Assert.Equal("revoked", (await shared.Silo.ValidateAsync(token)).Member("refusal"));
        var info = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.Operator, parameter: id);
        Assert.Equal("logout", info.Member("reason"));
        Assert.DoesNotContain("initiated_by", info.Json.Select(member => member.Key));
    }

    [Fact]
    public async Task A_bound_session_is_ended_with_a_proof_over_the_public_URL()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));
        var proof = key.CreateProof("POST", Uri, token);

        Assert.Equal(204, (await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", proof))).Status);

        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", key.CreateProof("POST", Uri, token))), "invalid_token", $"DPoP error=\"invalid_token\", {Algs}");
    }

    [Fact, Rule("D4"), Rule("D5"), Rule("D1")]
    public async Task A_copy_of_the_token_ends_nothing()
    {
        using var key = ProofKey.CreateEcdsa();
        using var thief = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));

        RequireRefused(await shared.Silo.EndAsync($"Bearer {token}"), "invalid_token", $"DPoP error=\"invalid_token\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", thief.CreateProof("POST", Uri, token))), "invalid_token", $"DPoP error=\"invalid_token\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}"), "invalid_dpop_proof", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", "x")), "invalid_dpop_proof", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", key.CreateProof("POST", "https://elsewhere.example/sessions/end", token))), "invalid_dpop_proof", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", key.CreateProof("GET", Uri, token))), "invalid_dpop_proof", $"DPoP error=\"invalid_dpop_proof\", {Algs}");
        RequireRefused(await shared.Silo.EndAsync($"DPoP {token}", ("DPoP", key.CreateProof("POST", Uri))), "invalid_dpop_proof", $"DPoP error=\"invalid_dpop_proof\", {Algs}");

        var validation = HttpSamples.ProvenValidation(token, key.CreateProof("GET", HttpSamples.OrdersUri, token));
        Assert.True((await shared.Silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, validation.ToJsonString())).Json["active"]!.GetValue<bool>());
    }

    [Theory, Rule("T11")]
    [InlineData(null)]
    [InlineData("Basic YWxsOnA=")]
    [InlineData("Negotiate x")]
    public async Task Without_a_token_the_challenge_names_no_error(string? authorization)
    {
        var answer = (await shared.Silo.EndAsync(authorization)).RequireProblem(401, "token_required");

        Assert.Equal($"Bearer, DPoP {Algs}", answer.Header("WWW-Authenticate"));
    }

    [Theory, Rule("T11")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("DPoP")]
    [InlineData("Bearer a b")]
    [InlineData("Bearer a, DPoP b")]
    [InlineData("Bearer \"a\"")]
    public async Task A_header_that_is_no_token_is_an_invalid_request(string authorization)
    {
        var answer = (await shared.Silo.EndAsync(authorization)).RequireProblem(400, "malformed");

        Assert.Equal("Bearer error=\"invalid_request\"", answer.Header("WWW-Authenticate"));
    }

    [Fact, Rule("D3")]
    public async Task Two_proofs_are_none_and_two_schemes_are_an_invalid_request()
    {
        using var key = ProofKey.CreateEcdsa();
        var (token, _) = await shared.Silo.EstablishedAsync(HttpSamples.BoundEstablishment(key));
        var first = $"DPoP: {key.CreateProof("POST", Uri, token)}";
        var second = $"DPoP: {key.CreateProof("POST", Uri, token)}";

        var proofs = await SendAsync($"Authorization: DPoP {token}", first, second);
        var schemes = await SendAsync($"Authorization: Bearer {token}", $"Authorization: DPoP {token}", first);

        Assert.Equal($"DPoP error=\"invalid_dpop_proof\", {Algs}", proofs.RequireProblem(401, "invalid_dpop_proof").Header("WWW-Authenticate"));
        Assert.Equal("Bearer error=\"invalid_request\"", schemes.RequireProblem(400, "malformed").Header("WWW-Authenticate"));
        Assert.Equal(204, (await SendAsync($"Authorization: DPoP {token}", first)).Status);
    }

    [Theory]
    [InlineData("Content-Length: 2", "{}")]
    [InlineData("Transfer-Encoding: chunked", "2\r\n{}\r\n0\r\n\r\n")]
    public async Task It_takes_no_body(string header, string body)
    {
        var (token, _) = await shared.Silo.EstablishedAsync();

        var answer = await RawConnection.SendAsync(shared.Silo.Address, "POST /sessions/end HTTP/1.1", body, $"Authorization: Bearer {token}", header);

        answer.RequireCommon();
        answer.RequireProblem(400, "malformed");
        Assert.True(await shared.Silo.IsActiveAsync(token));
    }

    [Fact]
    public async Task An_empty_body_in_chunks_is_none()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, Uri) { Content = new Bodies.UnknownLengthContent([]), Headers = { Authorization = new("Bearer", token) } };

        Assert.Equal(204, (await shared.Silo.SendAsync(request)).Status);
    }

    [Fact, Rule("N22")]
    public async Task A_forwarded_certificate_counts_for_nothing_where_no_proxy_is_configured()
    {
        var (token, _) = await shared.Silo.EstablishedAsync(ForwardedCertificateTests.Establishment());

        RequireRefused(await shared.Silo.EndAsync($"Bearer {token}", ("Client-Cert", ForwardedCertificateTests.Forwarded)), "invalid_token", $"DPoP error=\"invalid_token\", {Algs}");
    }

    private static void RequireRefused(HttpAnswer answer, string code, string challenge) => Assert.Equal(challenge, answer.RequireProblem(401, code).Header("WWW-Authenticate"));

    private async Task<HttpAnswer> SendAsync(params string[] headers)
    {
        var request = string.Join("\r\n", [$"POST /sessions/end HTTP/1.1", $"Host: {shared.Silo.Address.Authority}", "Content-Length: 0", .. headers]);
        var answer = await RawConnection.SendAsync(shared.Silo.Address, System.Text.Encoding.ASCII.GetBytes($"{request}\r\n\r\n"));
        answer.RequireCommon();
        return answer;
    }
}
