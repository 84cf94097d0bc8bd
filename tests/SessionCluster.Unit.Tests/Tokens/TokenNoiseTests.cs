using CsCheck;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

/// <summary>Texts that are no tokens: whatever comes, the answer is a refusal, never an exception.</summary>
[Rule("A9")]
public sealed class TokenNoiseTests
{
    private const int Iterations = 20_000;

    [Fact]
    public void Every_length_from_0_to_1100_is_malformed_save_the_token_itself()
    {
        for (var length = 0; length <= 1100; length++)
        {
            AssertMalformed(new string('0', length));
            AssertMalformed(new string('\ud83d', length));
            AssertMalformed(("sct_test_" + new string('0', 1100))[..length]);
            AssertMalformed((Specimen.Token + new string('0', 1100))[..(length == Specimen.Token.Length ? length - 1 : length)]);
            AssertMalformed(string.Concat(Enumerable.Repeat(Specimen.Token, 12))[..(length == Specimen.Token.Length ? length + 1 : length)]);
        }
    }

    [Fact]
    public void Any_text_is_malformed() => Gen.String.Sample(AssertMalformed, iter: Iterations);

    [Fact]
    public void Any_text_of_a_tokens_length_and_alphabet_is_malformed() =>
        Gen.Select(Gen.Int[1, 12], Gen.String[Gen.Char[ReferenceToken.Digits], 83, 83]).Sample((length, body) => AssertMalformed($"sct_{new string('a', length)}_{body}"), iter: Iterations);

    [Fact]
    public void Any_utf16_of_a_tokens_length_is_malformed() => Gen.String[Gen.Char, 89, 100].Sample(text => AssertMalformed(text), iter: Iterations);

    [Fact]
    public void Full_width_and_other_digits_are_not_digits()
    {
        foreach (var stranger in "０Ａａ٠²Ⅳ\u212a\u017f")
        {
            AssertMalformed(Specimen.Token[..20] + stranger + Specimen.Token[21..]);
            AssertMalformed(Specimen.Token[..^1] + stranger);
            AssertMalformed("sct_tes" + stranger + Specimen.Token[8..]);
        }
    }

    [Theory]
    [InlineData("SCT_test_")]
    [InlineData("sct-test_")]
    [InlineData("sct_test-")]
    [InlineData("sct__")]
    [InlineData("sct_test__")]
    [InlineData(" sct_test_")]
    [InlineData("Bearer sct_test_")]
    public void Another_prefix_is_malformed_even_with_a_right_checksum(string prefix) => AssertMalformed(ReferenceToken.WithChecksum(prefix + Specimen.Token[9..^6]));

    private static void AssertMalformed(string text)
    {
        var refusal = TokenFormat.Parse(text, Specimen.EnvironmentName, Specimen.Ring, out var token);

        Assert.Equal(SessionRefusal.Malformed, refusal);
        Assert.Equal(default, token);
    }
}
