using System.IO.Hashing;
using System.Text;

namespace SessionCluster.Client.Tokens;

/// <summary>CRC-32 as zlib computes it (IEEE 802.3): by it a scanner tells a token from noise without asking anybody (K1). It protects nothing.</summary>
internal static class TokenChecksum
{
    /// <summary>The checksum of ASCII characters.</summary>
    /// <param name="ascii">At most as many as a token has.</param>
    public static uint Of(ReadOnlySpan<char> ascii)
    {
        Span<byte> bytes = stackalloc byte[TokenFormat.MaxLength];
        Ascii.FromUtf16(ascii, bytes, out var length);
        var checksum = Crc32.HashToUInt32(bytes[..length]);
        bytes.Clear();
        return checksum;
    }
}
