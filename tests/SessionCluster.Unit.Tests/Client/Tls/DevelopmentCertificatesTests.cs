using System.Diagnostics;
using System.Runtime.Versioning;
using SessionCluster.Client.Tls;
using SessionCluster.Unit.Tests.Conventions;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary><c>eng/dev-certificates.sh</c>: what it makes is taken in Development and nowhere else.</summary>
public sealed class DevelopmentCertificatesTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-certificates-").FullName;

    [Fact, Rule("N22")]
    public async Task What_it_makes_is_taken_in_Development_and_refused_elsewhere()
    {
        Assert.Equal(0, await RunAsync(_directory, "a", "b"));

        foreach (var (name, role) in new[] { ("a", TlsRole.Silo), ("b", TlsRole.Silo), ("client", TlsRole.Client) })
        {
            Assert.Null(Problem(name, role, isDevelopment: true));
            Assert.Equal(
                $"CertificateFile is {_directory}/{name}.crt, which was made for development: outside Development use certificates of your own authority.",
                Problem(name, role, isDevelopment: false));
        }
    }

    [Fact]
    public async Task The_clients_certificate_is_no_silos()
    {
        Assert.Equal(0, await RunAsync(_directory, "a"));

        Assert.Contains("does not name serverAuth", Problem("client", TlsRole.Silo, isDevelopment: true), StringComparison.Ordinal);
    }

    [Fact, SupportedOSPlatform("linux")]
    public async Task Everything_is_readable_by_its_owner_only()
    {
        Assert.Equal(0, await RunAsync(_directory, "a"));

        Assert.Equal(["a.crt", "a.key", "authority.crt", "authority.key", "client.crt", "client.key"], Directory.GetFileSystemEntries(_directory).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(Directory.GetFiles(_directory), file => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file)));
    }

    [Fact]
    public async Task A_second_run_renews_the_certificates_under_the_same_authority()
    {
        Assert.Equal(0, await RunAsync(_directory, "a"));
        var (authority, former) = (Read("authority.crt"), Read("a.crt"));

        Assert.Equal(0, await RunAsync(_directory, "a"));

        Assert.Equal(authority, Read("authority.crt"));
        Assert.NotEqual(former, Read("a.crt"));
        Assert.Null(Problem("a", TlsRole.Silo, isDevelopment: true));
    }

    [Theory]
    [InlineData("")]
    [InlineData("DIR authority")]
    [InlineData("DIR client")]
    [InlineData("DIR ../a")]
    [InlineData("DIR a/CN=b")]
    [InlineData("--force")]
    public async Task Anything_else_is_usage(string arguments)
    {
        Assert.Equal(2, await RunAsync([.. arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(argument => argument == "DIR" ? _directory : argument)]));
        Assert.Empty(Directory.GetFileSystemEntries(_directory));
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private static async Task<int> RunAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo(Path.Combine(Repository.Root, "eng/dev-certificates.sh"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var script = Process.Start(start) ?? throw new InvalidOperationException("The script did not start.");
        await Task.WhenAll(script.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), script.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await script.WaitForExitAsync(TestContext.Current.CancellationToken);
        return script.ExitCode;
    }

    private string Read(string file) => File.ReadAllText(Path.Combine(_directory, file));

    private string? Problem(string name, TlsRole role, bool isDevelopment)
    {
        var options = new ClusterTlsOptions
        {
            CertificateFile = Path.Combine(_directory, $"{name}.crt"),
            KeyFile = Path.Combine(_directory, $"{name}.key"),
            AuthorityFile = Path.Combine(_directory, "authority.crt"),
            Role = role,
        };
        return TlsMaterialReader.TryRead(options, isDevelopment, TimeProvider.System.GetUtcNow(), out _, out var problem) ? null : problem.ToString();
    }
}
