using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SessionCluster.Tests.Shared.Tls;

/// <summary>A certificate authority of a test, valid for years around its certificates.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 _certificate;

    private TestAuthority(X509Certificate2 certificate) => _certificate = certificate;

    /// <summary>When certificates begin and end, unless a test says otherwise.</summary>
    public static readonly DateTimeOffset ValidFrom = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <inheritdoc cref="ValidFrom" />
    public static readonly DateTimeOffset ValidUntil = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Its certificate as PEM.</summary>
    public string Pem => _certificate.ExportCertificatePem();

    /// <summary>A root.</summary>
    public static TestAuthority Create(string name = "Test authority")
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(Request(name, key).CreateSelfSigned(ValidFrom.AddYears(-1), ValidUntil.AddYears(1)));
    }

    /// <summary>An authority below this one.</summary>
    public TestAuthority CreateIntermediate(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = Request(name, key).Create(_certificate, ValidFrom.AddYears(-1), ValidUntil.AddYears(1), RandomNumberGenerator.GetBytes(12));
        return new(certificate.CopyWithPrivateKey(key));
    }

    /// <summary>A silo's certificate.</summary>
    public TestCertificate Silo(DateTimeOffset? validUntil = null) => Issue("silo", [TestCertificate.ServerUsage, TestCertificate.ClientUsage], "sessioncluster-silo", validUntil);

    /// <summary>A client's certificate.</summary>
    public TestCertificate Client(DateTimeOffset? validUntil = null) => Issue("client", [TestCertificate.ClientUsage], null, validUntil);

    /// <summary>Any certificate.</summary>
    /// <param name="name">The common name.</param>
    /// <param name="usages">Object identifiers of extended key usages; none leaves the extension out.</param>
    /// <param name="dnsName">A DNS name.</param>
    /// <param name="validUntil">The end.</param>
    public TestCertificate Issue(string name, string[] usages, string? dnsName, DateTimeOffset? validUntil = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        if (usages.Length > 0)
        {
            request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([.. usages.Select(usage => new Oid(usage))], true));
        }

        if (dnsName is not null)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName(dnsName);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(_certificate, ValidFrom, validUntil ?? ValidUntil, RandomNumberGenerator.GetBytes(12));
        return new(certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
    }

    /// <inheritdoc />
    public void Dispose() => _certificate.Dispose();

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        return request;
    }
}
