using System.Text;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Problems;

/// <summary>What is no call of the contract.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class UnroutedTests(SharedHttpSilo shared)
{
    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/nowhere")]
    [InlineData("POST", "/sessions/validate/more")]
    [InlineData("POST", "/oauth2/token")]
    [InlineData("GET", "/openapi/v2.json")]
    [InlineData("GET", "/.well-known/openid-configuration")]
    [InlineData("GET", "/me")]
    [InlineData("GET", "/devices")]
    [InlineData("OPTIONS", "*")]
    public async Task There_is_nothing_at_another_path(string method, string path)
    {
        var answer = await RawConnection.SendAsync(shared.Silo.Address, $"{method} {path} HTTP/1.1", "", $"Authorization: {HttpCaller.All.Authorization}");

        answer.RequireCommon();
        answer.RequireProblem(404, "not_found");
    }

    [Theory]
    [InlineData("GET", "/sessions", "POST")]
    [InlineData("PUT", "/sessions", "POST")]
    [InlineData("DELETE", "/sessions/00000000000000000000000000000001", "GET")]
    [InlineData("PATCH", "/sessions/validate", "POST")]
    [InlineData("GET", "/oauth2/introspect", "POST")]
    [InlineData("GET", "/oauth2/revoke", "POST")]
    [InlineData("POST", "/.well-known/oauth-authorization-server", "GET")]
    [InlineData("POST", "/sessions/exchange", "GET")]
    [InlineData("GET", "/subjects/alice/revoke", "POST")]
    [InlineData("POST", "/subjects/alice/sessions", "GET")]
    [InlineData("POST", "/metrics", "GET")]
    [InlineData("POST", "/openapi/v1.json", "GET")]
    [InlineData("POST", "/health/live", "GET")]
    [InlineData("DELETE", "/health/ready", "GET")]
    [InlineData("TRACE", "/sessions", "POST")]
    [InlineData("QUERY", "/sessions", "POST")]
    public async Task Another_method_is_told_which_ones_there_are(string method, string path, string allowed)
    {
        using var request = new HttpRequestMessage(new(method), shared.Silo.Url(path));
        request.Headers.Authorization = HttpCaller.All.Authorization;

        var answer = await shared.Silo.SendAsync(request);

        answer.RequireProblem(405, "method_not_allowed");
        Assert.Contains(allowed, answer.Header("Allow"), StringComparison.Ordinal);
    }

    public static TheoryData<string> Calls => [.. EndpointPolicies.All.Select(policy => policy.ToString())];

    [Theory, Rule("N16")]
    [MemberData(nameof(Calls))]
    public async Task A_token_in_a_query_is_refused_and_not_repeated(string call)
    {
        var policy = EndpointPolicies.All.Single(policy => policy.ToString() == call);
        var (token, id) = await shared.Silo.EstablishedAsync();

        foreach (var query in new[] { $"?token={token}", $"?access_token={token}", $"?{token}", $"?after={id}&token={token}" })
        {
            var answer = await shared.Silo.CallAsync(policy, policy.Admits == Admitted.Client ? HttpCaller.All : null, parameter: id, query: query);

            answer.RequireProblem(400, "unsupported_parameter");
            Assert.Contains("must be revoked", answer.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
        }
    }

    [Fact, Rule("N16")]
    public async Task A_token_in_a_path_names_no_session_and_is_not_repeated()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();

        var answer = await shared.Silo.CallAsync(EndpointPolicies.Info, HttpCaller.All, parameter: token);

        answer.RequireProblem(404, "unknown_session");
        Assert.DoesNotContain(token, answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?after=")]
    [InlineData("?after=x")]
    [InlineData("?after=00000000000000000000000000000000")]
    [InlineData("?after=00000000000000000000000000000001&after=00000000000000000000000000000001")]
    public async Task A_page_that_begins_nowhere_is_malformed(string query) =>
        (await shared.Silo.CallAsync(EndpointPolicies.List, HttpCaller.All, query: query)).RequireProblem(400, "malformed");

    [Theory]
    [InlineData("GET /health/live HTTP/1.1\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    [InlineData("GET /subjects/a\u00e4b/sessions HTTP/1.1\r\nHost: silo\r\n\r\n")]
    [InlineData("GET /subjects/a%00b/sessions HTTP/1.1\r\nHost: silo\r\n\r\n")]
    [InlineData("GET /health/live HTTP/1.1\r\nHost: silo\r\nHost: silo\r\n\r\n")]
    [InlineData("POST /sessions HTTP/1.1\r\nHost: silo\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n")]
    [InlineData("POST /sessions HTTP/1.1\r\nHost: silo\r\nContent-Length: -1\r\n\r\n")]
    public async Task What_is_no_HTTP_is_refused_by_the_server_itself(string request)
    {
        var answer = await RawConnection.SendAsync(shared.Silo.Address, Encoding.Latin1.GetBytes(request));

        Assert.Equal(400, answer.Status);
        Assert.Equal(string.Empty, answer.Text);
    }
}
