using System.Text;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Policy;

/// <summary>Who is a caller: HTTP Basic with id and secret form-encoded (RFC 6749 section 2.3.1), once.</summary>
[Collection(SharedHttpSilo.Name)]
public sealed class CredentialTests(SharedHttpSilo shared)
{
    private static readonly string Good = HttpCaller.All.Authorization.Parameter!;

    public static TheoryData<string> NoCaller =>
    [
        "", "Basic", "Basic ", "Basic !!!", $"Bearer {Good}", $"Basic {Good}, Basic {Good}", $"Digest {Good}", Good,
        Basic("all"), Basic("all:"), Basic(":p"), Basic("all:wrong"), Basic("nobody-knows:me"), Basic("ALL:p%3A100%25%2B%C3%A4+%E2%82%AC%2F%3D"),
        Basic("all:p:100%+ä €/="), Basic("login:secret-of-service"), Basic("login:secret-of-login "), Basic("login:secret%2"), Basic("login:%zz"), Basic("lögin:secret"),
        Basic("login:" + new string('x', 1100)), $"Basic {new string('A', 8000)}",
    ];

    public static TheoryData<string> OneCaller => [Basic("login:secret-of-login"), $"basic {Basic("login:secret-of-login")[6..]}", Basic("log%69n:secret%2Dof%2dlogin"), "Basic   " + Basic("login:secret-of-login")[6..]];

    [Theory]
    [MemberData(nameof(NoCaller))]
    public async Task Anything_else_is_no_caller(string authorization)
    {
        using var request = Request(authorization);

        (await shared.Silo.SendAsync(request)).RequireProblem(401, "invalid_client");
    }

    [Theory]
    [MemberData(nameof(OneCaller))]
    public async Task Forms_of_the_same_credentials_are_one_caller(string authorization)
    {
        using var request = Request(authorization);

        // Known, and without that permission.
        (await shared.Silo.SendAsync(request)).RequireProblem(403, "forbidden");
    }

    [Fact]
    public async Task A_secret_that_needs_form_encoding_works_encoded() =>
        Assert.Equal(200, (await shared.Silo.CallAsync(EndpointPolicies.Document, HttpCaller.All)).Status);

    [Theory]
    [InlineData("POST", "/sessions")]
    [InlineData("POST", "/sessions/validate")]
    [InlineData("POST", "/sessions/revoke")]
    [InlineData("POST", "/subjects/somebody/revoke")]
    [InlineData("GET", "/sessions/00000000000000000000000000000001")]
    [InlineData("GET", "/subjects/somebody/sessions")]
    [InlineData("POST", "/oauth2/introspect")]
    [InlineData("POST", "/oauth2/revoke")]
    [InlineData("GET", "/cluster")]
    [InlineData("GET", "/metrics")]
    [InlineData("GET", "/openapi/v1.json")]
    public async Task Two_Authorization_headers_are_refused_even_when_both_are_good(string method, string path)
    {
        var answer = await RawConnection.SendAsync(shared.Silo.Address, $"{method} {path} HTTP/1.1", "", $"Authorization: Basic {Good}", $"Authorization: Basic {Good}", "Content-Length: 0");

        answer.RequireCommon();
        Assert.Contains("more than one Authorization header", answer.RequireProblem(400, "malformed").Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_token_is_no_callers_credential()
    {
        var (token, _) = await shared.Silo.EstablishedAsync();
        using var request = Request($"Bearer {token}");

        (await shared.Silo.SendAsync(request)).RequireProblem(401, "invalid_client");
    }

    [Fact]
    public async Task Nothing_of_a_body_is_read_before_the_caller_is_known() =>
        (await shared.Silo.CallAsync(EndpointPolicies.Establish, null, "{ not JSON")).RequireProblem(401, "invalid_client");

    private static string Basic(string credentials) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials))}";

    private HttpRequestMessage Request(string authorization)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, shared.Silo.Url("/metrics"));
        if (authorization.Length > 0)
        {
            request.Headers.TryAddWithoutValidation("Authorization", authorization);
        }

        return request;
    }
}
