using System.Diagnostics;
using Orleans.Runtime;
using SessionCluster.EndToEnd.Tests.ClusterFaults;
using SessionCluster.EndToEnd.Tests.Gateway;

namespace SessionCluster.EndToEnd.Tests.Cluster;

/// <summary>A cluster as the documents secure it: certificates by the script, settings of the silo, processes on a shared store.</summary>
public sealed class MutualTlsTests : IDisposable
{
    private readonly string _ours = Directory.CreateTempSubdirectory("sessioncluster-tls-").FullName;
    private readonly string _theirs = Directory.CreateTempSubdirectory("sessioncluster-tls-").FullName;

    public void Dispose()
    {
        Directory.Delete(_ours, recursive: true);
        Directory.Delete(_theirs, recursive: true);
    }

    [Fact]
    public async Task Silos_and_clients_of_one_authority_talk_and_nobody_else_gets_in()
    {
        await MakeCertificatesAsync(_ours);
        await MakeCertificatesAsync(_theirs);
        await using var home = await ClusterHome.StartAsync(
            2,
            $"--SessionCluster:Cluster:Tls:CertificateFile={_ours}/silo.crt",
            $"--SessionCluster:Cluster:Tls:KeyFile={_ours}/silo.key",
            $"--SessionCluster:Cluster:Tls:AuthorityFile={_ours}/authority.crt");
        using var first = SiloEdge.To(home, home.Silos[0]);
        using var second = SiloEdge.To(home, home.Silos[1]);

        // Between silos: some of them live on the other one.
        var sessions = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => first.EstablishAsync($"subject-{number}")));
        Assert.All(await Task.WhenAll(sessions.Select(second.ValidateAsync)), word => Assert.Equal("accepted", word));

        await using (var client = await ConnectAsync(home, _ours))
        {
            Assert.Equal("accepted", await client.Sessions.ValidateAsync(await client.Sessions.EstablishAsync("alice")));
        }

        await Assert.ThrowsAnyAsync<OrleansException>(() => ConnectAsync(home, _theirs));
        await Assert.ThrowsAnyAsync<OrleansException>(() => ConnectAsync(home, certificates: null));
    }

    private static Task<ClusterClient> ConnectAsync(ClusterHome home, string? certificates) => ClusterClient.ConnectAsync(home, client =>
    {
        // Once refused is refused: by default an Orleans client goes on trying.
        client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
        if (certificates is not null)
        {
            client.UseSessionClusterTls(tls =>
            {
                tls.CertificateFile = $"{certificates}/client.crt";
                tls.KeyFile = $"{certificates}/client.key";
                tls.AuthorityFile = $"{certificates}/authority.crt";
            });
        }
    });

    private static async Task MakeCertificatesAsync(string directory)
    {
        var script = Path.Combine(Path.GetDirectoryName(await SessionCluster.Tests.Shared.Azurite.AzuriteInstallation.EnsureAsync())!, "../../eng/dev-certificates.sh");
        using var process = Process.Start(new ProcessStartInfo(script, [directory, "silo"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, await error);
    }
}
