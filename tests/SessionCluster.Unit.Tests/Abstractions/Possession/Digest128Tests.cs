using System.Security.Cryptography;
using System.Text;
using SessionCluster.Abstractions.Possession;

namespace SessionCluster.Unit.Tests.Abstractions.Possession;

public sealed class Digest128Tests
{
    [Theory, Rule("D9")]
    [InlineData("")]
    [InlineData("e1j3V_bKic8-LAEB")]
    [InlineData("pässwörd \ud83d\ude00")]
    public void It_is_the_first_half_of_a_SHA256_of_the_UTF8(string text) =>
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))[..16]), Hex(Digest128.Of(text)));

    [Fact, Rule("D9")]
    public void A_text_of_any_length_becomes_sixteen_bytes()
    {
        int[] lengths = [0, 1, 127, 128, 170, 171, 511, 512, 513, 5_000, 100_000];
        var texts = lengths.Select(length => new string('j', length)).ToArray();

        Assert.All(texts, text => Assert.Equal(Digest128.Of(Encoding.UTF8.GetBytes(text)), Digest128.Of(text)));
        Assert.Equal(texts.Length, texts.Select(text => Digest128.Of(text)).Distinct().Count());
    }

    [Fact]
    public void Its_text_is_read_back_and_no_other_form_of_it()
    {
        var digest = Digest128.Of("a text");
        var text = digest.ToString();

        Assert.Equal(Digest128.TextLength, text.Length);
        Assert.True(Digest128.TryParse(text, out var read));
        Assert.Equal(digest, read);
        Assert.All(["", text[1..], text + "A", text + "==", text[..^1] + "!", " " + text[1..], new string('A', 22), text[..^1] + Sibling(text[^1])], other => Assert.False(Digest128.TryParse(other, out _)));
    }

    [Fact]
    public void Default_stands_for_no_text() => Assert.True(default(Digest128).IsUnset && !Digest128.Of("").IsUnset);

    /// <summary>The last of 22 characters has 4 bits that say nothing.</summary>
    internal static char Sibling(char last)
    {
        const string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet[alphabet.IndexOf(last) + 1];
    }

    private static string Hex(Digest128 digest) => $"{digest.High:x16}{digest.Low:x16}";
}
