using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.OAuth;

/// <summary><c>GET /.well-known/oauth-authorization-server</c> (RFC 8414).</summary>
[Collection(SharedHttpSilo.Name)]
[Rule("T12")]
public sealed class MetadataTests(SharedHttpSilo shared)
{
    [Fact]
    public async Task The_issuer_is_where_it_was_fetched_and_the_calls_are_there()
    {
        var answer = await shared.Silo.CallAsync(EndpointPolicies.Metadata, null);

        var issuer = shared.Silo.Address.GetLeftPart(UriPartial.Authority);
        Assert.Equal(issuer, answer.Member("issuer"));
        Assert.Equal($"{issuer}/oauth2/introspect", answer.Member("introspection_endpoint"));
        Assert.Equal($"{issuer}/oauth2/revoke", answer.Member("revocation_endpoint"));
        Assert.DoesNotContain("token_endpoint", answer.Json.Select(member => member.Key));
    }

    [Fact]
    public async Task It_says_what_is_true()
    {
        var answer = await shared.Silo.CallAsync(EndpointPolicies.Metadata, null);

        Assert.Equal("""["client_secret_basic"]""", answer.Json["introspection_endpoint_auth_methods_supported"]!.ToJsonString());
        Assert.Equal("""["client_secret_basic"]""", answer.Json["revocation_endpoint_auth_methods_supported"]!.ToJsonString());
        Assert.Equal("[]", answer.Json["response_types_supported"]!.ToJsonString());
        Assert.Equal("[]", answer.Json["grant_types_supported"]!.ToJsonString());
        Assert.Equal("""["ES256","PS256","RS256"]""", answer.Json["dpop_signing_alg_values_supported"]!.ToJsonString());
        Assert.True(answer.Json["tls_client_certificate_bound_access_tokens"]!.GetValue<bool>());
        Assert.Equal("public, max-age=300", answer.Header("Cache-Control"));
    }

    [Theory]
    [InlineData("https://sessions.example", "https://sessions.example")]
    [InlineData("https://Sessions.Example:443/", "https://sessions.example")]
    [InlineData("https://sessions.example:8443", "https://sessions.example:8443")]
    public async Task The_issuer_is_the_public_URL(string configured, string issuer)
    {
        await using var silo = await HttpTestSilo.StartAsync(null, new KeyValuePair<string, string?>("SessionCluster:Http:PublicUrl", configured));

        Assert.Equal(issuer, (await silo.CallAsync(EndpointPolicies.Metadata, null)).Member("issuer"));
    }
}
