using System.Security.Cryptography;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>What a verifier would refuse is refused when it is read.</summary>
internal static class PrivateKeySize
{
    /// <exception cref="CryptographicException">It is shorter or longer than verifiers take; it is disposed of.</exception>
    public static RSA Require(RSA key)
    {
        if (key.KeySize is >= PublicJwk.MinModulusSize * 8 and <= PublicJwk.MaxModulusSize * 8)
        {
            return key;
        }

        key.Dispose();
        throw new CryptographicException("An RSA key has 2,048 to 4,096 bits.");
    }
}
