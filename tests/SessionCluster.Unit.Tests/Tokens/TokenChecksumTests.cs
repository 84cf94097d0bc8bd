using CsCheck;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

public sealed class TokenChecksumTests
{
    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("a", 0xE8B7BE43u)]
    [InlineData("123456789", 0xCBF43926u)]
    [InlineData("sst1_0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefg", 0xF41F56D8u)]
    [Rule("K1")]
    public void The_published_values_hold(string text, uint crc) => Assert.Equal(crc, TokenChecksum.Of(text));

    [Fact]
    [Rule("K1")]
    public void Every_ascii_text_has_the_checksum_of_the_definition() =>
        Gen.String[Gen.Char['\0', '\u007f'], 0, 100].Sample(text => Assert.Equal(ReferenceToken.Crc32(text), TokenChecksum.Of(text)), iter: 5_000);
}
