using System.Security.Cryptography;
using SessionCluster.Client.Possession.Keys;
using SessionCluster.Client.Possession.Proofs;

namespace SessionCluster.Client.Possession;

/// <summary>Keys that outlive a process.</summary>
public sealed partial class ProofKey
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>The key pair as a JWK with its private members. A secret.</summary>
    public string ExportJwk()
    {
        lock (_lock)
        {
            return JwkWriter.Write(_key, withPrivate: true);
        }
    }

    /// <summary>The key pair as PKCS#8 in PEM (RFC 5958), not encrypted. A secret.</summary>
    public string ExportPem()
    {
        lock (_lock)
        {
            return _key.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <summary>Reads a key pair: a JWK with its private members, or a private key in PEM.</summary>
    /// <param name="text">Its text. Never logged.</param>
    /// <param name="algorithm">How an RSA key signs: <c>PS256</c> (default) or <c>RS256</c>. A P-256 key signs with ES256 whatever this says.</param>
    /// <exception cref="CryptographicException">It is neither, or no P-256 key and no RSA key of 2,048 to 4,096 bits. The message does not quote it.</exception>
    /// <exception cref="ArgumentException">Another algorithm.</exception>
    public static ProofKey Import(string text, string algorithm = "PS256")
    {
        ArgumentNullException.ThrowIfNull(text);
        var known = RsaAlgorithm(algorithm);
        var key = text.AsSpan().TrimStart().StartsWith("{", StringComparison.Ordinal) ? JwkReader.ReadPrivate(text) : PemReader.ReadPrivate(text);
        try
        {
            return new(key, key is ECDsa ? ProofAlgorithm.ES256 : known);
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    /// <summary>Reads a key pair from a file, as <see cref="Import"/> does.</summary>
    /// <exception cref="IOException">The file can't be read.</exception>
    /// <exception cref="CryptographicException">As <see cref="Import"/>.</exception>
    public static ProofKey Load(string path, string algorithm = "PS256") => Import(File.ReadAllText(path), algorithm);

    /// <summary>Writes the key pair into a new file as PKCS#8 in PEM, for the owner alone (mode 0600 where files have modes).</summary>
    /// <exception cref="IOException">The file exists, or can't be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new StreamWriter(path, options);
        file.WriteLine(ExportPem());
    }
}
