using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using SessionCluster.Client.Possession;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Endpoints.Policy;

namespace SessionCluster.Cluster.Tests.Http.Holder;

/// <summary>The client certificate of the connection itself (RFC 8705): asked for over https, any is taken, and its thumbprint alone counts.</summary>
[Rule("T5")]
public sealed class ClientCertificateTests : IAsyncLifetime
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("sessioncluster-tls-");
    private HttpTestSilo _silo = null!;

    public async ValueTask InitializeAsync()
    {
        using var certificate = Make("CN=localhost", expired: false);
        var path = Path.Combine(_directory.FullName, "silo.pfx");
        await File.WriteAllBytesAsync(path, certificate.Export(X509ContentType.Pfx));
        _silo = await HttpTestSilo.StartAsync(null, new("SessionCluster:Http:Urls", "https://127.0.0.1:0"), new("Kestrel:Certificates:Default:Path", path));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.DisposeAsync();
        _directory.Delete(recursive: true);
    }

    [Fact]
    public async Task A_session_that_is_bound_to_a_certificate_is_ended_over_a_connection_that_has_it()
    {
        using var own = Make("CN=holder", expired: true);
        using var another = Make("CN=thief", expired: false);
        var token = await EstablishAsync(CertificateThumbprint.Of(own).ToString());

        Assert.Equal(401, await EndAsync(token, null));
        Assert.Equal(401, await EndAsync(token, another));
        Assert.Equal(204, await EndAsync(token, own));
        Assert.Equal(401, await EndAsync(token, own));
    }

    private static X509Certificate2 Make(string subject, bool expired)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var now = DateTimeOffset.UtcNow;
        return new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-2), now.AddDays(expired ? -1 : 1));
    }

    private async Task<string> EstablishAsync(string thumbprint)
    {
        var establishment = HttpSamples.Establishment(HttpSamples.NewSubject());
        establishment["cnf"] = new JsonObject { ["x5t#S256"] = thumbprint };
        using var http = Connect(null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/sessions") { Content = new StringContent(establishment.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = HttpCaller.All.Authorization;
        using var response = await http.SendAsync(request);
        var answer = await HttpAnswer.ReadAsync(response);
        Assert.True(answer.Status == 201, answer.Text);
        Assert.Equal("Bearer", answer.Member("token_type"));
        return answer.Member("token");
    }

    private async Task<int> EndAsync(string token, X509Certificate2? certificate)
    {
        using var http = Connect(certificate);
        using var request = new HttpRequestMessage(HttpMethod.Post, EndpointPolicies.End.Pattern) { Headers = { Authorization = new("Bearer", token) } };
        using var response = await http.SendAsync(request);
        return (int)response.StatusCode;
    }

    private HttpClient Connect(X509Certificate2? certificate)
    {
        var handler = new SocketsHttpHandler { SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost" } };
        if (certificate is not null)
        {
            handler.SslOptions.LocalCertificateSelectionCallback = (_, _, _, _, _) => certificate;
        }

        return new(handler) { BaseAddress = _silo.Address };
    }
}
