using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Client.Tls;
using SessionCluster.Tests.Shared.Tls;

namespace SessionCluster.Unit.Tests.Client.Tls;

/// <summary>One side of a connection as the product makes it, from files.</summary>
internal sealed class TlsSide : IDisposable
{
    /// <summary>Builds it, at a time at which test certificates are valid.</summary>
    public TlsSide(TlsRole role, TestCertificate certificate, params TestAuthority[] authorities)
    {
        Files = new(certificate, authorities);
        Keeper = new(Options.Create(OptionsOf(Files, role)), Clock, NullLogger<TlsKeeper>.Instance);
        Handshake = new(Keeper, NullLogger<TlsHandshake>.Instance);
    }

    public FakeTimeProvider Clock { get; } = new(TestAuthority.ValidFrom.AddYears(1));

    public TestTlsFiles Files { get; }

    public TlsKeeper Keeper { get; }

    public TlsHandshake Handshake { get; }

    public static ClusterTlsOptions OptionsOf(TestTlsFiles files, TlsRole role) =>
        new() { CertificateFile = files.CertificateFile, KeyFile = files.KeyFile, AuthorityFile = files.AuthorityFile, Role = role };

    public void Dispose() => Files.Dispose();
}
