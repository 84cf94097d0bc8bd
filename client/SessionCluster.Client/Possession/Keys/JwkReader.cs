using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>Reads key pairs written as JWK: a client's own, so nothing here is hostile.</summary>
internal static class JwkReader
{
    /// <summary>A P-256 or RSA key pair.</summary>
    /// <exception cref="CryptographicException">It is none. The message does not quote it.</exception>
    public static AsymmetricAlgorithm ReadPrivate(string jwk)
    {
        try
        {
            using var json = JsonDocument.Parse(jwk);
            var key = json.RootElement;
            return key.GetProperty("kty").GetString() switch
            {
                "EC" when key.GetProperty("crv").GetString() == "P-256" => ECDsa.Create(new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new() { X = Octets(key, "x"), Y = Octets(key, "y") },
                    D = Octets(key, "d"),
                }),
                "RSA" => PrivateKeySize.Require(RSA.Create(new RSAParameters
                {
                    Modulus = Octets(key, "n"),
                    Exponent = Octets(key, "e"),
                    D = Octets(key, "d"),
                    P = Octets(key, "p"),
                    Q = Octets(key, "q"),
                    DP = Octets(key, "dp"),
                    DQ = Octets(key, "dq"),
                    InverseQ = Octets(key, "qi"),
                })),
                _ => throw new CryptographicException("The JWK is neither a P-256 nor an RSA key."),
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            // Without the inner one: its words may quote the key.
            throw new CryptographicException("The JWK is not a P-256 or RSA key pair: a member is missing or is not what it should be.");
        }
    }

    private static byte[] Octets(JsonElement key, string name) => Base64Url.DecodeFromChars(key.GetProperty(name).GetString());
}
