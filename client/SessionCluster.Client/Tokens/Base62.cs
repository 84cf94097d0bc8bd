using System.Buffers.Binary;

namespace SessionCluster.Client.Tokens;

/// <summary>
/// Numbers in base 62 (<c>0-9A-Za-z</c>), most significant digit first, left-padded with <c>0</c>: one text for each value, so that a token has one spelling.
/// Limb arithmetic on the stack: <see cref="System.Numerics.BigInteger"/> would put the secret on the heap and take longer.
/// </summary>
internal static class Base62
{
    /// <summary>Length of a token's payload in bytes: 57.</summary>
    public const int PayloadSize = 57;

    /// <summary>Length of a payload in digits: 77, the least that holds 2^456 - 1.</summary>
    public const int PayloadDigits = 77;

    /// <summary>Length of a checksum in digits: 6, the least that holds 2^32 - 1.</summary>
    public const int ChecksumDigits = 6;

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /// <summary>62^10, the largest power of 62 below 2^64.</summary>
    private const ulong TenDigits = 839_299_365_868_340_224;

    /// <summary>62^5, the largest power of 62 below 2^32.</summary>
    private const uint FiveDigits = 916_132_832;

    private const byte NotADigit = byte.MaxValue;

    private static readonly byte[] Values = MakeValues();

    /// <summary>Writes 57 bytes, read as one big-endian integer, as 77 digits.</summary>
    public static void Encode(ReadOnlySpan<byte> payload, Span<char> digits)
    {
        // 15 limbs of 32 bits, the most significant first; the first holds one byte.
        Span<uint> limbs = stackalloc uint[15];
        limbs[0] = payload[0];
        for (var i = 1; i < limbs.Length; i++)
        {
            limbs[i] = BinaryPrimitives.ReadUInt32BigEndian(payload[(4 * i - 3)..]);
        }

        for (var end = PayloadDigits; end > 0; end -= 5)
        {
            ulong remainder = 0;
            foreach (ref var limb in limbs)
            {
                var dividend = (remainder << 32) | limb;
                limb = (uint)(dividend / FiveDigits);
                remainder = dividend % FiveDigits;
            }

            Encode((uint)remainder, digits[Math.Max(0, end - 5)..end]);
        }

        // They held the secret.
        limbs.Clear();
    }

    /// <summary>Writes a number, left-padded, over all of <paramref name="digits"/>; it must fit.</summary>
    public static void Encode(uint value, Span<char> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--)
        {
            (value, var digit) = Math.DivRem(value, 62u);
            digits[i] = Digits[(int)digit];
        }
    }

    /// <summary>Reads 77 digits into 57 bytes; false for another character and for 2^456 and above.</summary>
    public static bool TryDecode(ReadOnlySpan<char> digits, Span<byte> payload)
    {
        // 8 limbs of 64 bits, the least significant first: 62^77 is below 2^459, so nothing is carried out of them.
        Span<ulong> limbs = stackalloc ulong[8];
        limbs.Clear();
        for (var (start, used) = (0, 1); start < PayloadDigits; used++)
        {
            var end = start == 0 ? PayloadDigits % 10 : start + 10;
            if (!TryDecode(digits[start..end], out var carry))
            {
                return false;
            }

            foreach (ref var limb in limbs[..used])
            {
                var high = Math.BigMul(limb, TenDigits, out var low);
                limb = low + carry;
                carry = high + (limb < carry ? 1ul : 0);
            }

            start = end;
        }

        var fits = limbs[^1] <= byte.MaxValue;
        payload[0] = (byte)limbs[^1];
        for (var i = 0; i < 7; i++)
        {
            BinaryPrimitives.WriteUInt64BigEndian(payload[(1 + 8 * i)..], limbs[6 - i]);
        }

        limbs.Clear();
        return fits;
    }

    /// <summary>Reads up to ten digits; false for another character.</summary>
    public static bool TryDecode(ReadOnlySpan<char> digits, out ulong value)
    {
        value = 0;
        foreach (var digit in digits)
        {
            var digitValue = digit < Values.Length ? Values[digit] : NotADigit;
            if (digitValue == NotADigit)
            {
                return false;
            }

            value = value * 62 + digitValue;
        }

        return true;
    }

    private static byte[] MakeValues()
    {
        var values = new byte[128];
        Array.Fill(values, NotADigit);
        for (byte i = 0; i < Digits.Length; i++)
        {
            values[Digits[i]] = i;
        }

        return values;
    }
}
