using System.Text.Json.Nodes;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Holder;

/// <summary>Client certificates that TLS proxies forward (RFC 9440): from configured proxies, and from nobody else.</summary>
[Rule("N22"), Rule("T5")]
public sealed class ForwardedCertificateTests
{
    // RFC 8705 appendix A; expired in 2022, which counts for nothing (section 6.2).
    private const string Der =
        "MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAxODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ"
        + "/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwIDSQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOVbUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=";

    private const string Thumbprint = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";

    /// <summary>As a proxy sends it.</summary>
    internal const string Forwarded = $":{Der}:";

    /// <summary>An establishment that binds to that certificate.</summary>
    internal static JsonObject Establishment()
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["cnf"] = new JsonObject { ["x5t#S256"] = Thumbprint };
        return establishment;
    }

    [Fact]
    public async Task A_configured_proxy_is_believed_in_either_form()
    {
        await using var silo = await StartAsync("127.0.0.0/8");
        var pem = Uri.EscapeDataString($"-----BEGIN CERTIFICATE-----\n{Der}\n-----END CERTIFICATE-----\n");

        foreach (var value in new[] { Forwarded, pem })
        {
            var (token, _) = await silo.EstablishedAsync(Establishment());

            Assert.Equal(401, (await silo.EndAsync($"Bearer {token}")).Status);
            Assert.Equal(401, (await silo.EndAsync($"Bearer {token}", ("X-Client-Cert", "x"))).Status);
            Assert.Equal(401, (await silo.EndAsync($"Bearer {token}", ("X-Client-Cert", value), ("X-Client-Cert", value))).Status);
            Assert.Equal(401, (await silo.EndAsync($"Bearer {token}", ("Client-Cert", value))).Status);
            Assert.Equal(204, (await silo.EndAsync($"Bearer {token}", ("X-Client-Cert", value))).Status);
        }
    }

    [Fact]
    public async Task The_header_of_anybody_else_is_ignored()
    {
        await using var silo = await StartAsync("10.0.0.0/8");
        var (token, _) = await silo.EstablishedAsync(Establishment());

        (await silo.EndAsync($"Bearer {token}", ("X-Client-Cert", Forwarded))).RequireProblem(401, "invalid_token");

        var validation = HttpSamples.Validation(token);
        validation["certificate_thumbprint"] = Thumbprint;
        Assert.True((await silo.CallAsync(EndpointPolicies.Validate, HttpCaller.Service, validation.ToJsonString())).Json["active"]!.GetValue<bool>());
    }

    private static Task<HttpTestSilo> StartAsync(string proxy) => HttpTestSilo.StartAsync(
        null,
        new("SessionCluster:Http:ForwardedCertificate:Header", "X-Client-Cert"),
        new("SessionCluster:Http:ForwardedCertificate:Proxies:0", proxy));
}
