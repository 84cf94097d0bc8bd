using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Client.Tls;

/// <summary>The content of the three files.</summary>
internal sealed record TlsFiles(string Certificate, string Key, string Authority)
{
    /// <summary>Largest file that is read: 256 KiB.</summary>
    public const int MaxBytes = 256 * 1024;

    /// <summary>SHA-256 over all of it: what is kept to notice a change does not hold the key.</summary>
    public string Digest { get; } = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{Certificate}\0{Key}\0{Authority}")));

    /// <summary>Reads them.</summary>
    public static bool TryRead(ClusterTlsOptions options, [NotNullWhen(true)] out TlsFiles? files, [NotNullWhen(false)] out TlsProblem? problem)
    {
        files = null;
        if (!TryRead(nameof(options.CertificateFile), options.CertificateFile, out var certificate, out problem)
            || !TryRead(nameof(options.KeyFile), options.KeyFile, out var key, out problem)
            || !TryRead(nameof(options.AuthorityFile), options.AuthorityFile, out var authority, out problem))
        {
            return false;
        }

        files = new(certificate, key, authority);
        return true;
    }

    /// <summary>Never the key.</summary>
    public override string ToString() => nameof(TlsFiles);

    private static bool TryRead(string member, string? path, [NotNullWhen(true)] out string? content, [NotNullWhen(false)] out TlsProblem? problem)
    {
        content = null;
        problem = null;
        if (string.IsNullOrWhiteSpace(path))
        {
            problem = new(member, "is missing: mutual TLS takes a certificate, its key and the cluster's authority, each in a PEM file.");
            return false;
        }

        try
        {
            if (new FileInfo(path).Length > MaxBytes)
            {
                problem = new(member, $"is {path}, which is larger than {MaxBytes} bytes: it is no PEM file of certificates.");
                return false;
            }

            content = File.ReadAllText(path);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = new(member, $"is {path}, which can't be read ({exception.GetType().Name}).");
            return false;
        }
    }
}
