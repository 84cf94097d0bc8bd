using CsCheck;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

/// <summary>Tokens that were altered, by accident or by somebody who knows the format but holds no ring.</summary>
public sealed class TokenMutationTests
{
    private const int SecretAt = 17;
    private const int TagAt = 49;
    private const int Iterations = 5_000;

    [Fact]
    [Rule("A9")]
    public void Any_change_of_a_single_character_is_malformed()
    {
        var text = Specimen.Token.ToCharArray();
        for (var place = 0; place < text.Length; place++)
        {
            var original = text[place];
            foreach (var other in Enumerable.Range(0, 0x100).Select(code => (char)code).Append('\u0130').Append('\ud800').Append('\uffff'))
            {
                text[place] = other;
                Assert.Equal(other == original ? SessionRefusal.None : SessionRefusal.Malformed, Parse(text));
            }

            text[place] = original;
        }
    }

    [Fact]
    [Rule("A9")]
    public void Any_missing_doubled_or_swapped_character_is_malformed()
    {
        for (var place = 0; place < Specimen.Token.Length; place++)
        {
            var (before, here, after) = (Specimen.Token.Remove(place), Specimen.Token[place], Specimen.Token.Remove(0, place + 1));
            Assert.Equal(SessionRefusal.Malformed, Parse(before));
            Assert.Equal(SessionRefusal.Malformed, Parse(before + after));
            Assert.Equal(SessionRefusal.Malformed, Parse(before + here + here + after));
            if (place > 0 && before[^1] != here)
            {
                Assert.Equal(SessionRefusal.Malformed, Parse(before.Remove(place - 1) + here + before[^1] + after));
            }
        }
    }

    [Fact]
    [Rule("A9")]
    public void Any_flipped_bit_with_a_new_checksum_is_refused_unless_only_the_grain_can_see_it()
    {
        Assert.Equal(SessionRefusal.None, TokenFormat.Parse(Specimen.Token, Specimen.EnvironmentName, Specimen.Ring, out var original));
        for (var bit = 0; bit < 57 * 8; bit++)
        {
            var payload = ReferenceToken.Payload(Specimen.Token);
            payload[bit / 8] ^= (byte)(0x80 >> (bit % 8));
            var refusal = TokenFormat.Parse(ReferenceToken.Of(Specimen.Environment, payload), Specimen.EnvironmentName, Specimen.Ring, out var token);

            Assert.Equal(ExpectedFor(bit), refusal);
            if (refusal == SessionRefusal.None)
            {
                Assert.Equal(original.Id, token.Id);
                Assert.NotEqual(original.SecretDigest, token.SecretDigest);
            }
        }
    }

    [Fact]
    [Rule("A9")]
    public void Any_other_environment_with_a_new_checksum_is_foreign() =>
        Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9']), 1, 12].Where(name => name != Specimen.Environment).Sample(name =>
            Assert.Equal(SessionRefusal.ForeignEnvironment, Parse(ReferenceToken.Of(name, ReferenceToken.Payload(Specimen.Token)))), iter: Iterations);

    [Theory]
    [InlineData("")]
    [InlineData("Test")]
    [InlineData("te-st")]
    [InlineData("te_st")]
    [InlineData("tést")]
    [InlineData("test ")]
    [InlineData("abcdefghijklm")]
    public void An_environment_that_no_cluster_can_have_is_malformed(string name) =>
        Assert.Equal(SessionRefusal.Malformed, Parse(ReferenceToken.Of(name, ReferenceToken.Payload(Specimen.Token))));

    [Fact]
    [Rule("A9")]
    public void Random_payloads_with_a_right_checksum_never_pass() => Gen.Byte.Array[57].Sample(payload =>
        Assert.Equal(payload[0] >> 5 == 1 ? SessionRefusal.Forged : SessionRefusal.Malformed, Parse(ReferenceToken.Of(Specimen.Environment, payload))), iter: Iterations);

    [Fact]
    public void A_token_has_no_second_spelling_above_two_to_the_456()
    {
        var number = ReferenceToken.Number(Specimen.Token[^83..^6]);
        Assert.Equal(SessionRefusal.None, Parse(ReferenceToken.WithChecksum("sct_test_" + ReferenceToken.Base62(number, 77))));
        for (var multiple = 1; multiple <= 5; multiple++)
        {
            var same = ReferenceToken.Base62(number + multiple * System.Numerics.BigInteger.Pow(2, 456), 77);
            Assert.Equal(SessionRefusal.Malformed, Parse(ReferenceToken.WithChecksum("sct_test_" + same)));
        }
    }

    private static SessionRefusal ExpectedFor(int bit) => (bit / 8, bit % 8) switch
    {
        (0, < 3) => SessionRefusal.Malformed,
        ( >= SecretAt and < TagAt, _) => SessionRefusal.None,
        _ => SessionRefusal.Forged,
    };

    private static SessionRefusal Parse(ReadOnlySpan<char> text) => TokenFormat.Parse(text, Specimen.EnvironmentName, Specimen.Ring, out _);
}
