using SessionCluster.Silo.Configuration;

namespace SessionCluster.Unit.Tests.Configuration;

public sealed class SiloSettingsReaderTests
{
    private static readonly string ContentRoot = Path.GetFullPath("/srv/silo");

    [Fact]
    public void The_defaults_listen_on_loopback()
    {
        var settings = Read("").Good;

        Assert.Equal("dev", settings.Environment);
        Assert.Equal(Path.Combine(ContentRoot, ".data"), settings.DataDirectory);
        Assert.Equal([new Uri("http://127.0.0.1:5080")], settings.Urls);
        Assert.Empty(settings.ManagementUrls);
        Assert.Null(settings.PublicUrl);
        Assert.Equal(("dev", "sessioncluster", 11111, 30000), (settings.ClusterId, settings.ServiceId, settings.Network.SiloPort, settings.Network.GatewayPort));
        Assert.Equal((100, TimeSpan.FromSeconds(600)), (settings.MaxSessionsPerSubject, settings.MaxAuthenticationAge));
        Assert.Equal(16_777_216, settings.MaxReplayEntries);
        Assert.Equal(TimeSpan.FromDays(90), settings.EventRetention);
    }

    [Theory]
    [InlineData("Environment=a")]
    [InlineData("Environment=abcdefghij01")]
    [InlineData("Http:Urls=http://127.0.0.1:0;http://[::1]:5080;http://localhost:80;http://127.0.0.2:9;http://loopback:81")]
    [InlineData("Http:Urls=https://0.0.0.0:5443")]
    [InlineData("Http:Urls=http://0.0.0.0:5080; Cluster:TrustedNetwork=true")]
    [InlineData("Http:PublicUrl=https://sessions.example")]
    [InlineData("Http:PublicUrl=http://127.0.0.1:5080")]
    [InlineData("Http:PublicUrl=http://sessions.example; Cluster:TrustedNetwork=true")]
    [InlineData("Http:ForwardedCertificate:Header=Client-Cert; Http:ForwardedCertificate:Proxies:0=10.0.0.7")]
    [InlineData("Http:ForwardedCertificate:Header=X-Cert; Http:ForwardedCertificate:Proxies:0=10.0.0.0/24; Http:ForwardedCertificate:Proxies:1=fd00::7; Http:ForwardedCertificate:Proxies:2=fd00::/8")]
    [InlineData("Http:ManagementUrls=http://127.0.0.1:9090")]
    [InlineData("Cluster:ClusterId=eu-1.prod_A; Cluster:ServiceId=s")]
    [InlineData("Cluster:SiloPort=0; Cluster:GatewayPort=0")]
    [InlineData("Cluster:SiloPort=65535; Cluster:GatewayPort=1")]
    [InlineData("Storage:Provider=sqlite")]
    [InlineData("MaxSessionsPerSubject=1")]
    [InlineData("MaxSessionsPerSubject=2000")]
    [InlineData("MaxAuthenticationAge=00:00:01")]
    [InlineData("MaxAuthenticationAge=01:00:00")]
    [InlineData("Replay:MaxEntries=65536")]
    [InlineData("Replay:MaxEntries=268435456")]
    [InlineData("Events:Retention=1.00:00:00")]
    [InlineData("Events:Retention=3650.00:00:00")]
    public void Allowed(string settings) => Assert.Empty(Read(settings).Problems);

    [Theory]
    [InlineData("Environment=Prod", "Environment is 'Prod': give 1 to 12 characters a to z and 0 to 9.")]
    [InlineData("Environment=abcdefghij012", "Environment is 'abcdefghij012'")]
    [InlineData("Environmnt=prod", "Environmnt is not a setting")]
    [InlineData("Http:Url=http://127.0.0.1:1", "Http:Url is not a setting")]
    [InlineData("Cluster:Trusted=true", "Cluster:Trusted is not a setting")]
    [InlineData("Storage:Path=x", "Storage:Path is not a setting")]
    [InlineData("Cluster:ClusterId=eu 1", "Cluster:ClusterId is 'eu 1'")]
    [InlineData("Cluster:ServiceId=a/b", "Cluster:ServiceId is 'a/b'")]
    [InlineData("Cluster:SiloPort=65536", "Cluster:SiloPort is '65536': give a whole number from 0 to 65535.")]
    [InlineData("Cluster:GatewayPort=-1", "Cluster:GatewayPort is '-1'")]
    [InlineData("Cluster:GatewayPort=11111", "Cluster:GatewayPort is 11111, as SessionCluster:Cluster:SiloPort")]
    [InlineData("Storage:Provider=Memory", "Storage:Provider is 'Memory', which forgets revocations")]
    [InlineData("Storage:Provider=Redis", "Storage:Provider is 'Redis': use Sqlite or AzureTable.")]
    [InlineData("MaxSessionsPerSubject=0", "MaxSessionsPerSubject is '0': give a whole number from 1 to 2000.")]
    [InlineData("MaxSessionsPerSubject=2001", "MaxSessionsPerSubject is '2001'")]
    [InlineData("MaxAuthenticationAge=00:00:00", "MaxAuthenticationAge is '00:00:00': give a span from 00:00:01 to 01:00:00")]
    [InlineData("Replay:MaxEntries=65535", "Replay:MaxEntries is '65535': give a whole number from 65536 to 268435456.")]
    [InlineData("Replay:MaxEntries=268435457", "Replay:MaxEntries is '268435457'")]
    [InlineData("Events:Retention=23:59:59", "Events:Retention is '23:59:59': give a span from 1.00:00:00 to 3650.00:00:00")]
    [InlineData("Events:Retention=3650.00:00:01", "Events:Retention is '3650.00:00:01'")]
    [InlineData("Events:Kept=1.00:00:00", "Events:Kept is not a setting")]
    [InlineData("Replay:Entries=65536", "Replay:Entries is not a setting")]
    [InlineData("MaxAuthenticationAge=01:00:01", "MaxAuthenticationAge is '01:00:01'")]
    [InlineData("Http:PublicUrl=https://sessions.example/api", "Http:PublicUrl is 'https://sessions.example/api'")]
    [InlineData("Http:PublicUrl=http://sessions.example", "Http:PublicUrl is 'http://sessions.example', which is neither loopback nor https")]
    [InlineData("Http:ForwardedCertificate:Header=Client Cert; Http:ForwardedCertificate:Proxies:0=10.0.0.7", "Http:ForwardedCertificate:Header is 'Client Cert': give the name of the header")]
    [InlineData("Http:ForwardedCertificate:Proxies:0=10.0.0.7", "Http:ForwardedCertificate:Header is '': give the name of the header")]
    [InlineData("Http:ForwardedCertificate:Header=Client-Cert", "Http:ForwardedCertificate:Proxies names nobody")]
    [InlineData("Http:ForwardedCertificate:Header=Client-Cert; Http:ForwardedCertificate:Proxies:0=proxy.example", "Http:ForwardedCertificate:Proxies has 'proxy.example'")]
    [InlineData("Http:ForwardedCertificate:Header=Client-Cert; Http:ForwardedCertificate:Proxies:0=0.0.0.0/0", "Http:ForwardedCertificate:Proxies has a network of all addresses")]
    [InlineData("Http:ForwardedCertificate:Header=Client-Cert; Http:ForwardedCertificate:Proxies:0=::/00", "Http:ForwardedCertificate:Proxies has a network of all addresses")]
    [InlineData("Http:ForwardedCertificate:Headers=Client-Cert; Http:ForwardedCertificate:Header=a; Http:ForwardedCertificate:Proxies:0=10.0.0.7", "Http:ForwardedCertificate:Headers is not a setting")]
    [InlineData("Http:ManagementUrls=http://127.0.0.1:5080", "Http:ManagementUrls has port 5080, which is in SessionCluster:Http:Urls too")]
    public void Refused(string settings, string sentence)
    {
        var problem = Assert.Single(Read(settings).Problems);
        Assert.StartsWith($"SessionCluster:{sentence}", problem, StringComparison.Ordinal);
    }

    /// <summary>Kestrel listens on every interface for any name but localhost, so a name is no loopback address, whatever it resolves to.</summary>
    [Theory, Rule("N16")]
    [InlineData("http://0.0.0.0:5080", "neither loopback nor https")]
    [InlineData("http://[::]:5080", "neither loopback nor https")]
    [InlineData("http://10.0.0.5:5080", "neither loopback nor https")]
    [InlineData("http://sessions.example:5080", "IP address or localhost")]
    [InlineData("https://sessions.example:5443", "IP address or localhost")]
    [InlineData("http://*:5080", "IP address or localhost")]
    [InlineData("http://+:5080", "IP address or localhost")]
    [InlineData("http://127.0.0.1:5080/path", "without a path")]
    [InlineData("http://127.0.0.1:5080/?a=b", "without a path")]
    [InlineData("http://user@127.0.0.1:5080", "IP address or localhost")]
    [InlineData("ftp://127.0.0.1", "http://127.0.0.1:5080")]
    [InlineData("http://unix:/tmp/a.sock", "http://127.0.0.1:5080")]
    [InlineData("http://localhost:0", "Give 127.0.0.1")]
    [InlineData("5080", "http://127.0.0.1:5080")]
    public void An_address_that_is_not_plainly_loopback_or_encrypted_is_refused(string url, string sentence)
    {
        foreach (var key in new[] { "Http:Urls", "Http:ManagementUrls" })
        {
            var problem = Assert.Single(Reading.Of(root => SiloSettingsReader.Read(root, ContentRoot), (key, url)).Problems);
            Assert.StartsWith($"SessionCluster:{key} has '{url}'", problem, StringComparison.Ordinal);
            Assert.Contains(sentence, problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_problem_is_told_at_once() =>
        Assert.Equal(4, Read("Environment=Prod; Cluster:SiloPort=x; Http:Urls=http://0.0.0.0:1;nothing").Problems.Count);

    private static Reading<SiloSettings> Read(string settings) => Reading.Of(root => SiloSettingsReader.Read(root, ContentRoot), settings);
}
