using System.Globalization;
using System.Numerics;

namespace SessionCluster.Client.Possession.Keys;

/// <summary>The curve P-256 (FIPS 186-5, SP 800-186 section 3.2.1.3): y² = x³ - 3x + b mod p.</summary>
internal static class P256
{
    private static readonly BigInteger P = Hex("0ffffffff00000001000000000000000000000000ffffffffffffffffffffffff");
    private static readonly BigInteger B = Hex("05ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b");

    /// <summary>True for a point of the curve. Not every platform looks at that when it imports a key, and a key off the curve can be signed for by anybody.</summary>
    /// <param name="x">32 bytes, big-endian.</param>
    /// <param name="y">32 bytes, big-endian.</param>
    public static bool Contains(ReadOnlySpan<byte> x, ReadOnlySpan<byte> y)
    {
        var (left, right) = (Read(y), Read(x));
        return left < P && right < P && (left * left) % P == (((right * right * right) + ((P - 3) * right) + B) % P);
    }

    private static BigInteger Read(ReadOnlySpan<byte> bytes) => new(bytes, isUnsigned: true, isBigEndian: true);

    private static BigInteger Hex(string digits) => BigInteger.Parse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
