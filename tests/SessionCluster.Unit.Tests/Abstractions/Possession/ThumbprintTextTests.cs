using CsCheck;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Abstractions.Possession;

/// <summary>Thumbprints and digests have one text each, and no text is an exception.</summary>
public sealed class ThumbprintTextTests
{
    [Theory]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", true)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4J", false)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4", false)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=", false)]
    [InlineData("0ZcOCORZNYy+DWpqq30jZyJGHTN0d2HglBV3uiguA4I", false)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4 ", false)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA=I", false)]
    [InlineData("0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguAéI", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", false)]
    public void A_thumbprint_has_one_text(string text, bool isOne)
    {
        Assert.Equal(isOne, KeyThumbprint.TryParse(text, out var thumbprint));

        Assert.Equal(!isOne, thumbprint.IsUnset);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAQ", true)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAR", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAA=Q", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAA\0Q", false)]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA", false)]
    public void A_digest_has_one_text(string text, bool isOne) => Assert.Equal(isOne, Digest128.TryParse(text, out _));

    [Fact]
    public void Any_text_of_the_length_is_one_or_none() => Gen.Select(Gen.Char.Array[43], Gen.Char.Array[22]).Sample((longer, shorter) =>
    {
        _ = KeyThumbprint.TryParse(longer, out _);
        _ = Digest128.TryParse(shorter, out _);
    });
}
