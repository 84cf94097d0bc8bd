using System.Security.Cryptography.X509Certificates;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Client.Possession;

/// <summary>The thumbprint that names a client certificate (<c>x5t#S256</c>, RFC 8705 section 3.1): SHA-256 of its DER. Neither its chain nor its dates matter for it (section 6.2): the TLS server has looked at those, or not.</summary>
public static class CertificateThumbprint
{
    /// <summary>Of a certificate.</summary>
    public static KeyThumbprint Of(X509Certificate2 certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return KeyThumbprint.Of(certificate.RawDataMemory.Span);
    }
}
