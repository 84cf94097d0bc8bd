using System.Numerics;
using CsCheck;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

public sealed class Base62Tests
{
    private static readonly BigInteger End = BigInteger.Pow(2, 456);

    [Theory]
    [InlineData(0x00000000u, "000000")]
    [InlineData(0xE8B7BE43u, "4GEHKN")]
    [InlineData(0xCBF43926u, "3jZRME")]
    [InlineData(0xFFFFFFFFu, "4gfFC3")]
    [InlineData(0xF41F56D8u, "4TB7FY")]
    [Rule("K1")]
    public void The_published_checksums_hold(uint value, string digits)
    {
        Span<char> written = stackalloc char[6];
        Base62.Encode(value, written);

        Assert.Equal(digits, written.ToString());
        Assert.True(Base62.TryDecode(digits, out var read));
        Assert.Equal(value, read);
    }

    [Fact]
    public void A_payload_is_written_as_the_definition_says_and_read_back() => Gen.Byte.Array[57].Sample(AssertRoundTrip, iter: 5_000);

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(128)]
    [InlineData(448)]
    [InlineData(455)]
    public void Powers_of_two_and_their_neighbours_survive(int exponent)
    {
        foreach (var value in new[] { BigInteger.Pow(2, exponent) - 1, BigInteger.Pow(2, exponent), BigInteger.Pow(2, exponent) + 1, End - BigInteger.Pow(2, exponent) })
        {
            AssertRoundTrip(Bytes(value));
        }
    }

    [Fact]
    public void The_largest_payload_is_read_and_the_next_number_is_refused()
    {
        var payload = new byte[57];

        Assert.True(Base62.TryDecode(ReferenceToken.Base62(End - 1, 77), payload));
        Assert.Equal(Enumerable.Repeat(byte.MaxValue, 57), payload);
        Assert.False(Base62.TryDecode(ReferenceToken.Base62(End, 77), payload));
        Assert.False(Base62.TryDecode(new string('z', 77), payload));
    }

    [Fact]
    public void Everything_from_two_to_the_456_upwards_is_refused()
    {
        var beyond = (long)(BigInteger.Pow(62, 77) / End);
        Assert.Equal(5, beyond);
        Gen.Select(Gen.Byte.Array[57], Gen.Long[1, beyond - 1]).Sample((low, multiple) =>
            Assert.False(Base62.TryDecode(ReferenceToken.Base62(new BigInteger(low, isUnsigned: true, isBigEndian: true) + multiple * End, 77), new byte[57])), iter: 2_000);
    }

    [Fact]
    public void Any_character_that_is_no_digit_is_refused_at_any_place()
    {
        var payload = new byte[57];
        var zeros = new string('0', 77).ToCharArray();
        for (var place = 0; place < zeros.Length; place++)
        {
            for (var character = char.MinValue; character < 0x180; character++)
            {
                zeros[place] = character;
                Assert.Equal(ReferenceToken.Digits.Contains(character) && !(place == 0 && ReferenceToken.Digits.IndexOf(character) > 11), Base62.TryDecode(zeros, payload));
            }

            zeros[place] = '0';
        }
    }

    private static void AssertRoundTrip(byte[] payload)
    {
        Span<char> digits = stackalloc char[77];
        Base62.Encode(payload, digits);
        Assert.Equal(ReferenceToken.Base62(new BigInteger(payload, isUnsigned: true, isBigEndian: true), 77), digits.ToString());

        var read = new byte[57];
        Assert.True(Base62.TryDecode(digits, read));
        Assert.Equal(payload, read);
    }

    private static byte[] Bytes(BigInteger value) => value.ToByteArray(isUnsigned: true, isBigEndian: true) is var bytes ? [.. new byte[57 - bytes.Length], .. bytes] : [];
}
