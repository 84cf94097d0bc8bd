using System.Security.Cryptography.X509Certificates;

namespace SessionCluster.Tests.Shared.Tls;

/// <summary>A certificate and its key, as PEM.</summary>
internal sealed record TestCertificate(string Pem, string KeyPem)
{
    /// <summary><c>serverAuth</c>.</summary>
    public const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    /// <summary><c>clientAuth</c>.</summary>
    public const string ClientUsage = "1.3.6.1.5.5.7.3.2";

    /// <summary>Both in one.</summary>
    public X509Certificate2 Load() => X509Certificate2.CreateFromPem(Pem, KeyPem);
}
