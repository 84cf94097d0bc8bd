namespace SessionCluster.Tests.Shared.Tls;

/// <summary>The three files, in a directory of their own.</summary>
internal sealed class TestTlsFiles : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sessioncluster-tls-").FullName;

    /// <summary>Writes them.</summary>
    public TestTlsFiles(TestCertificate certificate, params TestAuthority[] authorities) => Write(certificate, authorities);

    /// <summary>The certificate, and intermediates behind it.</summary>
    public string CertificateFile => Path.Combine(_directory, "tls.crt");

    /// <summary>The key.</summary>
    public string KeyFile => Path.Combine(_directory, "tls.key");

    /// <summary>The authorities.</summary>
    public string AuthorityFile => Path.Combine(_directory, "ca.crt");

    /// <summary>Writes them again.</summary>
    public void Write(TestCertificate certificate, params TestAuthority[] authorities)
    {
        File.WriteAllText(CertificateFile, certificate.Pem);
        File.WriteAllText(KeyFile, certificate.KeyPem);
        File.WriteAllText(AuthorityFile, string.Join('\n', authorities.Select(authority => authority.Pem)));
    }

    /// <inheritdoc />
    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
