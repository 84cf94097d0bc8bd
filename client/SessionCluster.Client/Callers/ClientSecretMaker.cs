using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SessionCluster.Client.Callers;

/// <summary>Draws client secrets: 32 bytes from the operating system, as base64url. Only the digest is for keeping.</summary>
internal static class ClientSecretMaker
{
    /// <summary>Bytes of a secret: 32.</summary>
    public const int Size = 32;

    /// <summary>Draws a secret: 43 characters. To be shown once.</summary>
    public static string Draw() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Size));

    /// <summary>What configuration keeps of a secret: <c>sha256:&lt;hex&gt;</c>. A secret of 256 random bits needs no slow hash.</summary>
    public static string DigestOf(string secret) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)))}";
}
