namespace SessionCluster.Client.Tls;

/// <summary>
/// Mutual TLS between clients of Orleans and silos: three files, all PEM, all required. They are read again every ten seconds, so a certificate is renewed without a restart; a file that has a
/// problem changes nothing and is logged.
/// </summary>
public sealed class ClusterTlsOptions
{
    /// <summary>
    /// This process's certificate, and behind it those of intermediate authorities, if any. It names its extended key usage (RFC 5280, 4.2.1.12): <c>clientAuth</c> for a client; a silo's has
    /// <c>serverAuth</c>, too, and the DNS name <c>sessioncluster-silo</c>.
    /// </summary>
    /// <value>A path; none by default.</value>
    public string? CertificateFile { get; set; }

    /// <summary>The certificate's private key, not encrypted: keep the file readable by its owner only.</summary>
    /// <value>A path; none by default.</value>
    public string? KeyFile { get; set; }

    /// <summary>The cluster's own certificate authorities. Nothing else is trusted: no authority of the system, and no certificate that none of these issued. To change one, list both for a while.</summary>
    /// <value>A path; none by default.</value>
    public string? AuthorityFile { get; set; }

    /// <summary>What this process is.</summary>
    internal TlsRole Role { get; set; } = TlsRole.Client;

    /// <summary>Gives another the same files and role.</summary>
    internal void CopyTo(ClusterTlsOptions other)
    {
        other.CertificateFile = CertificateFile;
        other.KeyFile = KeyFile;
        other.AuthorityFile = AuthorityFile;
        other.Role = Role;
    }
}
