using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

public sealed class AttemptIdTests
{
    private const string Text = "00112233445566778899aabbccddeeff";

    [Fact]
    public void Its_text_is_its_bytes_in_hex_and_reads_back()
    {
        var id = AttemptId.FromBytes(Convert.FromHexString(Text));

        Assert.Equal(Text, id.ToString());
        Assert.True(AttemptId.TryParse(Text, out var parsed));
        Assert.Equal(id, parsed);
        Assert.False(id.IsUnset);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00112233445566778899aabbccddeef")]
    [InlineData("00112233445566778899aabbccddeefff")]
    [InlineData("00112233445566778899AABBCCDDEEFF")]
    [InlineData("00112233445566778899aabbccddeefg")]
    [InlineData("00000000000000000000000000000000")]
    public void Another_text_is_none(string text)
    {
        Assert.False(AttemptId.TryParse(text, out var id));
        Assert.True(id.IsUnset);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(17)]
    public void Another_length_is_a_mistake(int length) => Assert.Throws<ArgumentException>(() => AttemptId.FromBytes(new byte[length]));
}
