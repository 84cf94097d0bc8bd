using Orleans.Connections.Security;
using SessionCluster.Client.Tls;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary>Who is let in where: at the gateway whoever the cluster's own authority vouches for, at the silo's port silos only.</summary>
[Rule("N16")]
public sealed class TlsHandshakeTests : IDisposable
{
    private static readonly string[] Both = [TestCertificate.ServerUsage, TestCertificate.ClientUsage];

    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly TestAuthority _other = TestAuthority.Create();
    private readonly TlsSide _silo;

    public TlsHandshakeTests() => _silo = new(TlsRole.Silo, _authority.Silo(), _authority);

    private TlsOptions Gateway => _silo.Handshake.FromClient();

    private TlsOptions SiloPort => _silo.Handshake.FromSilo();

    [Fact]
    public async Task A_client_and_a_gateway_of_one_authority_take_each_other()
    {
        using var client = new TlsSide(TlsRole.Client, _authority.Client(), _authority);

        Assert.Equal((true, true), await TlsPair.ConnectAsync(Gateway, client.Handshake.ToSilo()));
    }

    [Fact]
    public async Task Two_silos_of_one_authority_take_each_other()
    {
        using var other = new TlsSide(TlsRole.Silo, _authority.Silo(), _authority);

        Assert.Equal((true, true), await TlsPair.ConnectAsync(SiloPort, other.Handshake.ToSilo()));
    }

    [Fact]
    public async Task Who_speaks_no_TLS_is_refused() => Assert.Equal((false, false), await TlsPair.ConnectAsync(Gateway, null));

    [Fact]
    public async Task Who_shows_no_certificate_is_refused() => Assert.False((await TlsPair.ConnectAsync(Gateway, TlsPair.Stranger(null))).Served);

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused() => Assert.False((await TlsPair.ConnectAsync(Gateway, TlsPair.Stranger(_other.Client()))).Served);

    [Fact]
    public async Task A_certificate_that_names_no_usage_is_refused() => Assert.False((await TlsPair.ConnectAsync(Gateway, TlsPair.Stranger(_authority.Issue("x", [], null)))).Served);

    [Fact]
    public async Task A_certificate_for_servers_only_opens_no_connection() =>
        Assert.False((await TlsPair.ConnectAsync(Gateway, TlsPair.Stranger(_authority.Issue("x", [TestCertificate.ServerUsage], null)))).Served);

    [Theory]
    [InlineData(-1, true)]
    [InlineData(1, false)]
    public async Task A_certificate_is_good_to_its_end(int secondsPastTheEnd, bool served)
    {
        var end = TestAuthority.ValidFrom.AddMonths(18);
        _silo.Clock.SetUtcNow(end.AddSeconds(secondsPastTheEnd));

        Assert.Equal(served, (await TlsPair.ConnectAsync(Gateway, TlsPair.Stranger(_authority.Client(end)))).Served);
    }

    [Fact]
    public async Task Without_the_check_a_stranger_gets_in()
    {
        var open = Gateway;
        open.AllowAnyRemoteCertificate();

        Assert.True((await TlsPair.ConnectAsync(open, TlsPair.Stranger(_other.Client()))).Served);
    }

    [Fact]
    public async Task A_clients_certificate_opens_the_gateway_and_not_the_silos_port()
    {
        var client = TlsPair.Stranger(_authority.Client());

        Assert.True((await TlsPair.ConnectAsync(Gateway, client)).Served);
        Assert.False((await TlsPair.ConnectAsync(SiloPort, client)).Served);
    }

    [Theory]
    [InlineData("another-silo")]
    [InlineData("*")]
    public async Task At_the_silos_port_the_name_must_be_a_silos(string dnsName) =>
        Assert.False((await TlsPair.ConnectAsync(SiloPort, TlsPair.Stranger(_authority.Issue("sessioncluster-silo", Both, dnsName)))).Served);

    [Fact]
    public async Task A_client_takes_no_server_of_another_authority() => Assert.False(await IsTakenAsync(_other.Silo()));

    [Fact]
    public async Task A_client_takes_no_server_without_a_silos_name()
    {
        Assert.False(await IsTakenAsync(_authority.Issue("sessioncluster-silo", Both, "another")));
        Assert.False(await IsTakenAsync(_authority.Issue("sessioncluster-silo", Both, null)));
    }

    [Fact]
    public async Task A_client_takes_no_server_whose_certificate_names_no_usage() => Assert.False(await IsTakenAsync(_authority.Issue("x", [], "sessioncluster-silo")));

    [Fact]
    public async Task A_client_takes_no_server_whose_certificate_has_ended()
    {
        Assert.True(await IsTakenAsync(_authority.Silo()));
        Assert.False(await IsTakenAsync(_authority.Silo(TestAuthority.ValidFrom.AddMonths(1))));
    }

    [Fact]
    public async Task An_intermediate_authority_is_sent_along()
    {
        using var below = _authority.CreateIntermediate("Below");
        var leaf = below.Client();
        using var client = new TlsSide(TlsRole.Client, leaf with { Pem = $"{leaf.Pem}\n{below.Pem}" }, _authority);

        Assert.Equal((true, true), await TlsPair.ConnectAsync(Gateway, client.Handshake.ToSilo()));
    }

    [Fact]
    public async Task After_a_renewal_the_next_connection_has_the_new_certificate_and_the_new_authority()
    {
        using var client = new TlsSide(TlsRole.Client, _authority.Client(), _authority, _other);
        var gateway = Gateway;
        _silo.Files.Write(_other.Silo(), _other);
        Assert.Equal((true, true), await TlsPair.ConnectAsync(gateway, client.Handshake.ToSilo()));

        _silo.Keeper.Reload();

        Assert.False((await TlsPair.ConnectAsync(gateway, client.Handshake.ToSilo())).Served);
        client.Files.Write(_other.Client(), _other);
        client.Keeper.Reload();
        Assert.Equal((true, true), await TlsPair.ConnectAsync(gateway, client.Handshake.ToSilo()));
    }

    public void Dispose()
    {
        _silo.Dispose();
        _authority.Dispose();
        _other.Dispose();
    }

    private async Task<bool> IsTakenAsync(TestCertificate server)
    {
        using var client = new TlsSide(TlsRole.Client, _authority.Client(), _authority);
        return (await TlsPair.ConnectAsync(TlsPair.StrangeServer(server), client.Handshake.ToSilo())).Connected;
    }
}
