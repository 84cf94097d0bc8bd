using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SessionCluster.Client.Tls;

/// <summary>Builds <see cref="TlsMaterial"/> from files, and refuses what a peer would refuse, so that the fault is told where it is.</summary>
internal static class TlsMaterialReader
{
    /// <summary>Reads it.</summary>
    /// <param name="options">Names the files.</param>
    /// <param name="isDevelopment">Whether certificates made for development are taken.</param>
    /// <param name="now">The time at which the certificate must be valid.</param>
    /// <param name="material">What was built, when the answer is true.</param>
    /// <param name="problem">What is wrong, when it is false.</param>
    public static bool TryRead(ClusterTlsOptions options, bool isDevelopment, DateTimeOffset now, [NotNullWhen(true)] out TlsMaterial? material, [NotNullWhen(false)] out TlsProblem? problem)
    {
        material = null;
        return TlsFiles.TryRead(options, out var files, out problem) && TryRead(options, files, isDevelopment, now, out material, out problem);
    }

    /// <summary>As above, from content that was read.</summary>
    public static bool TryRead(
        ClusterTlsOptions options, TlsFiles files, bool isDevelopment, DateTimeOffset now, [NotNullWhen(true)] out TlsMaterial? material, [NotNullWhen(false)] out TlsProblem? problem)
    {
        material = null;
        if (!TryParse(files.Certificate, out var certificates))
        {
            problem = new(nameof(options.CertificateFile), $"is {options.CertificateFile}, which has no certificate in PEM form.");
            return false;
        }

        if (!TryPair(files, out var own))
        {
            problem = new(nameof(options.KeyFile), $"is {options.KeyFile}, which has no unencrypted private key in PEM form, or that of another certificate than {options.CertificateFile}.");
            return false;
        }

        if (!TryParse(files.Authority, out var authorities))
        {
            problem = new(nameof(options.AuthorityFile), $"is {options.AuthorityFile}, which has no certificate in PEM form.");
            return false;
        }

        certificates.RemoveAt(0);
        var read = new TlsMaterial(own, certificates, authorities, files.Digest);
        problem = Check(options, read, isDevelopment, now);
        material = problem is null ? read : null;
        return problem is null;
    }

    private static TlsProblem? Check(ClusterTlsOptions options, TlsMaterial material, bool isDevelopment, DateTimeOffset now)
    {
        if (material.IsForDevelopment && !isDevelopment)
        {
            return new(nameof(options.CertificateFile), $"is {options.CertificateFile}, which was made for development: outside Development use certificates of your own authority.");
        }

        if (material.Roots.Count == 0)
        {
            return new(nameof(options.AuthorityFile), $"is {options.AuthorityFile}, which has no self-signed certificate: give the root, and its intermediates beside it if you like.");
        }

        foreach (var usage in TlsCertificates.UsagesOf(options.Role))
        {
            if (!TlsCertificates.HasUsage(material.Certificate, usage))
            {
                return new(nameof(options.CertificateFile), $"is {options.CertificateFile}, whose extended key usage does not name {usage.FriendlyName} ({usage.Value}).");
            }
        }

        if (options.Role == TlsRole.Silo && !TlsCertificates.IsSilo(material.Certificate))
        {
            return new(nameof(options.CertificateFile), $"is {options.CertificateFile}, which does not have the DNS name {TlsCertificates.SiloName}: that is how others know a silo.");
        }

        return TlsCertificates.TryVerify(material, TlsCertificates.UsagesOf(options.Role)[0], now, out var status)
            ? null
            : new(nameof(options.CertificateFile), string.Create(CultureInfo.InvariantCulture, $"is {options.CertificateFile}, valid {material.Certificate.NotBefore.ToUniversalTime():u} to {material.Certificate.NotAfter.ToUniversalTime():u}, and {options.AuthorityFile} does not vouch for it now ({status})."));
    }

    private static bool TryParse(string text, [NotNullWhen(true)] out X509Certificate2Collection? certificates)
    {
        certificates = [];
        try
        {
            certificates.ImportFromPem(text);
        }
        catch (CryptographicException)
        {
            return false;
        }

        return certificates.Count > 0;
    }

    private static bool TryPair(TlsFiles files, [NotNullWhen(true)] out X509Certificate2? own)
    {
        try
        {
            own = X509Certificate2.CreateFromPem(files.Certificate, files.Key);
            return true;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            own = null;
            return false;
        }
    }
}
