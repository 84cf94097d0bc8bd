using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SessionCluster.Client.Tls;

/// <summary>
/// When a certificate is believed: one of the cluster's own authorities vouches for it now, for this use. A silo is told by a name that only certificates of silos have, not by its address: silos come
/// and go, and an address proves nothing.
/// </summary>
internal static class TlsCertificates
{
    /// <summary>The DNS name that makes a certificate a silo's (RFC 6125: a subject alternative name; no wildcard, no common name).</summary>
    public const string SiloName = "sessioncluster-silo";

    /// <summary>Accepts connections.</summary>
    public static readonly Oid ServerUsage = new("1.3.6.1.5.5.7.3.1", "serverAuth");

    /// <summary>Opens connections.</summary>
    public static readonly Oid ClientUsage = new("1.3.6.1.5.5.7.3.2", "clientAuth");

    private static readonly Oid[] OfSilo = [ServerUsage, ClientUsage];
    private static readonly Oid[] OfClient = [ClientUsage];

    /// <summary>What a certificate must name for a role.</summary>
    public static Oid[] UsagesOf(TlsRole role) => role == TlsRole.Silo ? OfSilo : OfClient;

    /// <summary>True when the certificate names the usage. One that names none is good for everything elsewhere, and for nothing here.</summary>
    public static bool HasUsage(X509Certificate2 certificate, Oid usage) =>
        certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Any(extension => extension.EnhancedKeyUsages.Cast<Oid>().Any(named => named.Value == usage.Value));

    /// <summary>True when it is a silo's.</summary>
    public static bool IsSilo(X509Certificate2 certificate) => certificate.MatchesHostname(SiloName, allowWildcards: false, allowCommonName: false);

    /// <summary>How chains are built: to the cluster's own roots only, and without a look at any network.</summary>
    public static X509ChainPolicy Policy(TlsMaterial material, Oid usage, DateTimeOffset now)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            VerificationTime = now.LocalDateTime,
        };
        policy.CustomTrustStore.AddRange(material.Roots);
        policy.ExtraStore.AddRange(material.Intermediates);
        policy.ApplicationPolicy.Add(usage);
        return policy;
    }

    /// <summary>True when the own certificate would be believed by others with the same authorities.</summary>
    public static bool TryVerify(TlsMaterial material, Oid usage, DateTimeOffset now, out string status)
    {
        using var chain = new X509Chain { ChainPolicy = Policy(material, usage, now) };
        chain.ChainPolicy.ExtraStore.AddRange(material.Chain);
        var good = chain.Build(material.Certificate);
        status = string.Join(", ", chain.ChainStatus.Select(found => found.Status.ToString()).Distinct());
        return good;
    }
}
