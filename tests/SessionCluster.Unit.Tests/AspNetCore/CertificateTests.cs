using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.AspNetCore.Authentication;
using SessionCluster.AspNetCore.Possession;
using SessionCluster.Client;
using SessionCluster.Tests.Shared.Tls;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.AspNetCore;

/// <summary>Whose certificate a request has: the connection's, or what a proxy that we know forwards (RFC 8705, RFC 9440).</summary>
public sealed class CertificateTests
{
    // docs/vectors.md, section 4: expired in 2022.
    private const string Thumbprint = "A4DtL2JmUMhAsvJj5tKyn64SqzmuXbMrJa0n761y5v0";

    private const string Base64 =
        "MIIBBjCBrAIBAjAKBggqhkjOPQQDAjAPMQ0wCwYDVQQDDARtdGxzMB4XDTE4MTAxODEyMzcwOVoXDTIyMDUwMjEyMzcwOVowDzENMAsGA1UEAwwEbXRsczBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABNcnyxwqV6hY8QnhxxzFQ03C7HKW9OylMbnQZjjJ"
        + "/Au08/coZwxS7LfA4vOLS9WuneIXhbGGWvsDSb0tH6IxLm8wCgYIKoZIzj0EAwIDSQAwRgIhAP0RC1E+vwJD/D1AGHGzuri+hlV/PpQEKTWUVeORWz83AiEA5x2eXZOVbUlJSGQgjwD5vaUaKlLR50Q2DmFfQj1L+SY=";

    private static readonly (string, string) Token = ("Authorization", "Bearer abc");
    private static readonly (string, string) Forwarded = ("Client-Cert", $":{Base64}:");

    private readonly ScriptedSessions _sessions = new() { Verdict = SessionVerdict.Accept(Sample.Facts(), Sample.Start) };

    [Fact]
    [Rule("T5")]
    public async Task A_certificate_of_the_connection_is_named_by_the_hash_of_its_DER() => Assert.Equal(Thumbprint, await AskAsync(WithCertificate, _ => { }, Token));

    [Fact]
    [Rule("T5")]
    public async Task A_certificate_of_a_real_handshake_is_the_connections()
    {
        using var authority = TestAuthority.Create();
        using var server = authority.Silo().Load();
        using var client = authority.Client().Load();
        await using var api = await ProtectedApi.StartAsync(services => services.AddSingleton<ISessionClient>(_sessions).Configure<KestrelServerOptions>(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server, https =>
            {
                https.ClientCertificateMode = ClientCertificateMode.AllowCertificate;
                https.AllowAnyClientCertificate();
            }))));
        using var with = Client(server, client);
        using var without = Client(server);

        Assert.Equal("https", api.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, (await with.GetAsync(new Uri(api.Address, "/me"))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await without.GetAsync(new Uri(api.Address, "/me"))).StatusCode);
        Assert.Equal([KeyThumbprint.Of(client.RawData), default], _sessions.Asked.Select(asked => asked.Possession.Certificate));
    }

    [Fact]
    public async Task A_connection_without_one_has_none() => Assert.Null(await AskAsync(Plain, _ => { }, Token));

    [Fact]
    public async Task With_a_proof_nobody_asks_for_a_certificate() => Assert.Null(await AskAsync(WithCertificate, _ => { }, ("Authorization", "DPoP abc"), ("DPoP", "x.y.z")));

    [Fact]
    [Rule("N22")]
    public async Task A_header_counts_from_a_configured_proxy_only()
    {
        Assert.Equal(Thumbprint, await AskAsync(Plain, Behind("127.0.0.1"), Token, Forwarded));
        Assert.Equal(Thumbprint, await AskAsync(Plain, Behind("127.0.0.0/8"), Token, Forwarded));
        Assert.Null(await AskAsync(Plain, Behind("10.0.0.7"), Token, Forwarded));
        Assert.Null(await AskAsync(Plain, _ => { }, Token, Forwarded));
        Assert.Null(await AskAsync(Plain, Behind("127.0.0.1", "X-Client-Cert"), Token, Forwarded));
    }

    [Fact]
    public async Task On_a_connection_of_a_proxy_the_connections_own_certificate_is_the_proxys()
    {
        Assert.Null(await AskAsync(WithCertificate, Behind("127.0.0.1"), Token));
        Assert.Equal(Thumbprint, await AskAsync(WithCertificate, Behind("10.0.0.7"), Token, ("Client-Cert", ":AAAA:")));
    }

    [Fact]
    [Rule("N22")]
    public async Task The_address_that_a_forwarded_header_claims_is_not_the_proxys()
    {
        (string, string)[] spoofed = [Token, Forwarded, ("X-Forwarded-For", "10.0.0.7")];

        // The middleware believes the header, which the test's own connection may write, and the request comes "from" 10.0.0.7.
        Assert.Null(await AskAsync(WithForwardedHeaders, Behind("10.0.0.7"), spoofed));
        Assert.Equal(Thumbprint, await AskAsync(WithForwardedHeaders, Behind("127.0.0.1"), spoofed));
    }

    [Theory]
    [InlineData(":AAAA:")]
    [InlineData("none")]
    [InlineData("-----BEGIN%20CERTIFICATE-----")]
    public async Task What_a_proxy_forwards_that_is_no_certificate_is_none_and_logged(string header)
    {
        await using var api = await StartAsync(Plain, Behind("127.0.0.1"));

        await api.SendAsync("GET", "/me", Token, ("Client-Cert", header));

        Assert.True(Assert.Single(_sessions.Asked).Possession.Certificate.IsUnset);
        Assert.Contains(api.Log.Lines, line => line.Contains("2104 A proxy forwarded in Client-Cert what is no certificate; the request has none.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Client-Cert", null, "needs both")]
    [InlineData(null, "10.0.0.7", "needs both")]
    [InlineData("Client Cert", "10.0.0.7", "no name of a header")]
    [InlineData("", "10.0.0.7", "no name of a header")]
    [InlineData("Client-Cert", "proxy.example.com", "holds 'proxy.example.com'")]
    public void Half_a_configuration_stops_the_first_request(string? header, string? proxy, string problem)
    {
        var options = new SessionClusterOptions { Audience = "orders" };
        options.ForwardedCertificate.Header = header;
        if (proxy is not null)
        {
            options.ForwardedCertificate.Proxies.Add(proxy);
        }

        Assert.Contains(problem, Assert.Throws<InvalidOperationException>(options.Validate).Message, StringComparison.Ordinal);
    }

    private static HttpClient Client(X509Certificate2 server, params X509Certificate2[] certificates)
    {
        var handler = new SocketsHttpHandler();
        handler.SslOptions.ClientCertificates = [.. certificates];
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => server.Equals(certificate);
        var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new("Bearer", "abc");
        return http;
    }

    private static Action<SessionClusterOptions> Behind(string proxy, string header = "Client-Cert") => options =>
    {
        options.ForwardedCertificate.Header = header;
        options.ForwardedCertificate.Proxies.Add(proxy);
    };

    private static void Plain(WebApplication app)
    {
    }

    private static void WithCertificate(WebApplication app)
    {
        app.Use((context, next) =>
        {
            context.Connection.ClientCertificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Base64));
            return next(context);
        });
        app.UseRouting().UseAuthentication().UseAuthorization();
    }

    private static void WithForwardedHeaders(WebApplication app)
    {
        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor };
        options.KnownProxies.Add(IPAddress.Loopback);
        app.UseForwardedHeaders(options).UseRouting().UseAuthentication().UseAuthorization();
    }

    private async Task<string?> AskAsync(Action<WebApplication> pipeline, Action<SessionClusterOptions> configure, params (string, string)[] headers)
    {
        await using var api = await StartAsync(pipeline, configure);
        Assert.Equal(200, (await api.SendAsync("GET", "/me", headers)).Status);
        var certificate = _sessions.Asked.Last().Possession.Certificate;
        return certificate.IsUnset ? null : certificate.ToString();
    }

    private Task<ProtectedApi> StartAsync(Action<WebApplication> pipeline, Action<SessionClusterOptions> configure) =>
        ProtectedApi.StartAsync(services => services.AddSingleton<ISessionClient>(_sessions), configure, pipeline);
}
