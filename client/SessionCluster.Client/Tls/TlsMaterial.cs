using System.Net.Security;
using System.Security.Cryptography.X509Certificates;

namespace SessionCluster.Client.Tls;

/// <summary>What this process proves itself with, and whom it believes. Never changed: a renewal makes another.</summary>
internal sealed class TlsMaterial
{
    private const string DevelopmentMark = "O=SessionCluster development";

    /// <summary>Builds it.</summary>
    /// <param name="certificate">The own certificate, with its key.</param>
    /// <param name="chain">Intermediates that are sent along.</param>
    /// <param name="authorities">What <see cref="ClusterTlsOptions.AuthorityFile"/> has.</param>
    /// <param name="digest">Tells one state of the files from another.</param>
    public TlsMaterial(X509Certificate2 certificate, X509Certificate2Collection chain, X509Certificate2Collection authorities, string digest)
    {
        Certificate = certificate;
        Chain = chain;
        Digest = digest;
        foreach (var authority in authorities)
        {
            (IsSelfIssued(authority) ? Roots : Intermediates).Add(authority);
        }

        // Offline: nothing is fetched for it from where a certificate says.
        Context = SslStreamCertificateContext.Create(certificate, [.. chain, .. Intermediates], offline: true);
        IsForDevelopment = IsMarked(certificate) || authorities.Any(IsMarked);
    }

    /// <summary>The own certificate.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>Intermediates of the own certificate.</summary>
    public X509Certificate2Collection Chain { get; }

    /// <summary>The own certificate as it is sent.</summary>
    public SslStreamCertificateContext Context { get; }

    /// <summary>The only trust anchors.</summary>
    public X509Certificate2Collection Roots { get; } = [];

    /// <summary>Authorities below them.</summary>
    public X509Certificate2Collection Intermediates { get; } = [];

    /// <summary>SHA-256 of the files.</summary>
    public string Digest { get; }

    /// <summary>True when a subject says that it was made by <c>eng/dev-certificates.sh</c>.</summary>
    public bool IsForDevelopment { get; }

    private static bool IsMarked(X509Certificate2 certificate) => certificate.Subject.Contains(DevelopmentMark, StringComparison.Ordinal);

    private static bool IsSelfIssued(X509Certificate2 certificate) => certificate.SubjectName.RawData.AsSpan().SequenceCompareTo(certificate.IssuerName.RawData) == 0;
}
