using Microsoft.Extensions.Options;
using Orleans.Runtime;
using SessionCluster.Client.Tls;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Cluster.Tests.Network;

/// <summary>Mutual TLS between silos and from clients, over sockets. Whom it refuses, case by case, is tested with the handshake; here a client that is refused does not start.</summary>
[Rule("N16")]
public sealed class MutualTlsTests : IDisposable
{
    private readonly TestAuthority _authority = TestAuthority.Create();
    private readonly TestTlsFiles _first;
    private readonly TestTlsFiles _second;
    private readonly TestTlsFiles _client;

    public MutualTlsTests()
    {
        _first = new(_authority.Silo(), _authority);
        _second = new(_authority.Silo(), _authority);
        _client = new(_authority.Client(), _authority);
    }

    [Fact]
    public async Task Two_silos_form_a_cluster_and_a_client_with_a_certificate_reaches_each()
    {
        await using var silos = await StartAsync();

        Assert.Equal(2, await silos.CountSilosAsync(0, client => client.UseSessionClusterTls(With(_client))));
        Assert.Equal(2, await silos.CountSilosAsync(1, client => client.UseSessionClusterTls(With(_client))));
    }

    [Fact]
    public async Task Asking_for_it_twice_is_asking_for_it_once()
    {
        await using var silos = await StartAsync();

        Assert.Equal(2, await silos.CountSilosAsync(0, client => client.UseSessionClusterTls(With(_client)).UseSessionClusterTls(With(_client))));
    }

    [Fact]
    public async Task A_client_without_TLS_is_refused_and_gets_in_where_there_is_none()
    {
        await using (var silos = await StartAsync())
        {
            await Assert.ThrowsAnyAsync<OrleansException>(() => silos.CountSilosAsync(0));
        }

        await using var plain = await NetworkedSilos.StartAsync(null, null);
        Assert.Equal(2, await plain.CountSilosAsync(0));
    }

    [Fact]
    public async Task A_client_of_another_authority_is_refused()
    {
        using var other = TestAuthority.Create();
        using var files = new TestTlsFiles(other.Client(), other, _authority);
        await using var silos = await StartAsync();

        await Assert.ThrowsAnyAsync<OrleansException>(() => silos.CountSilosAsync(0, client => client.UseSessionClusterTls(With(files))));
    }

    [Fact]
    public async Task A_client_does_not_start_with_a_file_that_has_a_problem()
    {
        File.Delete(_client.KeyFile);
        await using var silos = await StartAsync();

        var problem = await Assert.ThrowsAsync<OptionsValidationException>(() => silos.CountSilosAsync(0, client => client.UseSessionClusterTls(With(_client))));

        Assert.Equal($"ClusterTlsOptions.KeyFile is {_client.KeyFile}, which can't be read (FileNotFoundException).", Assert.Single(problem.Failures));
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _client.Dispose();
        _authority.Dispose();
    }

    private static Action<ClusterTlsOptions> With(TestTlsFiles files) => Options(files, TlsRole.Client).CopyTo;

    private static ClusterTlsOptions Options(TestTlsFiles files, TlsRole role) =>
        new() { CertificateFile = files.CertificateFile, KeyFile = files.KeyFile, AuthorityFile = files.AuthorityFile, Role = role };

    private Task<NetworkedSilos> StartAsync() => NetworkedSilos.StartAsync(Options(_first, TlsRole.Silo), Options(_second, TlsRole.Silo));
}
