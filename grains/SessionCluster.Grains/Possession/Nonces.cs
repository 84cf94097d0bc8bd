using System.Buffers.Text;
using System.Security.Cryptography;

namespace SessionCluster.Grains.Possession;

/// <summary>Draws DPoP nonces: 128 random bits, which nobody predicts (D10) and which no other activation knows (P-R3).</summary>
internal static class Nonces
{
    private const int Size = 16;

    /// <summary>One delegate for all, so that sending a nonce allocates nothing but the nonce.</summary>
    public static readonly Func<string> Draw = DrawOne;

    private static string DrawOne()
    {
        Span<byte> bytes = stackalloc byte[Size];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
