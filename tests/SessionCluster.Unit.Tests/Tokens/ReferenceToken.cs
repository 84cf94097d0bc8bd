using System.Numerics;

namespace SessionCluster.Unit.Tests.Tokens;

/// <summary>The token's text written a second time, slowly and from the definition, so that the fast code is compared with something else than itself.</summary>
internal static class ReferenceToken
{
    public const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>What anybody can make who knows the format: prefix, payload and a right checksum.</summary>
    public static string Of(string environment, ReadOnlySpan<byte> payload) => WithChecksum($"sct_{environment}_{Base62(new BigInteger(payload, isUnsigned: true, isBigEndian: true), 77)}");

    public static string WithChecksum(string body) => body + Base62(Crc32(body), 6);

    public static byte[] Payload(string token) => Number(token[^83..^6]).ToByteArray(isUnsigned: true, isBigEndian: true) is var bytes
        ? [.. new byte[57 - bytes.Length], .. bytes]
        : [];

    public static string Base62(BigInteger value, int length)
    {
        var digits = new char[length];
        for (var i = length - 1; i >= 0; i--)
        {
            digits[i] = Digits[(int)(value % 62)];
            value /= 62;
        }

        Assert.True(value.IsZero, "The value does not fit.");
        return new(digits);
    }

    public static BigInteger Number(string digits) => digits.Aggregate(BigInteger.Zero, (value, digit) => value * 62 + Digits.IndexOf(digit, StringComparison.Ordinal));

    public static uint Crc32(string ascii)
    {
        var crc = uint.MaxValue;
        foreach (var bit in ascii.SelectMany(character => Enumerable.Range(0, 8).Select(i => (uint)(character >> i) & 1)))
        {
            crc = (crc >> 1) ^ (((crc ^ bit) & 1) * 0xEDB88320);
        }

        return ~crc;
    }
}
