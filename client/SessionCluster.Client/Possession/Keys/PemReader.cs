using System.Security.Cryptography;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>Reads key pairs from PEM: PKCS#8, and what tools write beside it (SEC 1, PKCS#1).</summary>
internal static class PemReader
{
    // OID 1.2.840.10045.3.1.7 is P-256; a platform may know it by name only.
    private const int P256Size = 256;

    /// <summary>A P-256 or RSA key pair.</summary>
    /// <exception cref="CryptographicException">It is none. The message does not quote it.</exception>
    public static AsymmetricAlgorithm ReadPrivate(string pem) =>
        !pem.Contains("PRIVATE KEY-----", StringComparison.Ordinal) ? throw new CryptographicException("The text is neither a JWK nor a private key in PEM.")
        : TryImport(ECDsa.Create(), pem) is ECDsa curve ? RequireP256(curve)
        : TryImport(RSA.Create(), pem) is RSA rsa ? PrivateKeySize.Require(rsa)
        : throw new CryptographicException("The text is neither a JWK nor a private key in PEM, not encrypted, of type P-256 or RSA.");

    private static AsymmetricAlgorithm? TryImport(AsymmetricAlgorithm key, string pem)
    {
        try
        {
            key.ImportFromPem(pem);
            return key;
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            key.Dispose();
            return null;
        }
    }

    private static ECDsa RequireP256(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        if (key.KeySize == P256Size && curve.IsNamed && (curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value || curve.Oid.FriendlyName == ECCurve.NamedCurves.nistP256.Oid.FriendlyName))
        {
            return key;
        }

        key.Dispose();
        throw new CryptographicException("The key is on another curve than P-256.");
    }
}
