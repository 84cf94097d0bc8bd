using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

public sealed class TokenFormatTests
{
    private static readonly Gen<string> Environments = Gen.String[Gen.OneOf(Gen.Char['a', 'z'], Gen.Char['0', '9']), 1, 12];

    private static readonly Gen<SessionId> Ids = Gen.Byte.Array[16].Where(bytes => bytes.Any(value => value != 0)).Select(bytes => SessionId.FromBytes(bytes));

    [Fact]
    [Rule("K1")]
    public void The_published_token_is_written_byte_for_byte()
    {
        Assert.Equal(Specimen.Token, TokenFormat.Format(Specimen.EnvironmentName, Specimen.Ring, Specimen.KeyId, Specimen.Id, Specimen.Secret));
        Assert.Equal("2742922657025b4f", Convert.ToHexStringLower(ReferenceToken.Payload(Specimen.Token)[^8..]));
        Assert.Equal(Specimen.Token, ReferenceToken.Of(Specimen.Environment, ReferenceToken.Payload(Specimen.Token)));
    }

    [Fact]
    public void The_published_token_is_read_with_its_parts()
    {
        Assert.Equal(SessionRefusal.None, Parse(Specimen.Token, out var token));

        Assert.Equal(Specimen.Handle, token.Id.ToString());
        Assert.Equal(29_500_000u, token.Id.DeadlineMinutes);
        Assert.Equal(1, token.KeyId);
        Assert.Equal("ca2a4fe727faaecf16ecd130a86e0885c5540c05375340445071c0657555fd42", Hex(token.SecretDigest));
    }

    [Fact]
    public void Every_token_is_read_as_it_was_written() =>
        Gen.Select(Environments, Gen.Byte[0, 31], Ids, Gen.Byte.Array[32]).Sample((environment, keyId, id, secret) =>
        {
            var name = EnvironmentName.Create(environment);
            var ring = Specimen.RingOf(keyId, keyId);
            var text = TokenFormat.Format(name, ring, keyId, id, secret);

            Assert.Equal(89 - 1 + environment.Length, text.Length);
            Assert.Equal(ReferenceToken.Of(environment, ReferenceToken.Payload(text)), text);
            Assert.Equal(SessionRefusal.None, TokenFormat.Parse(text, name, ring, out var token));
            Assert.Equal((id, keyId, SecretDigest.Of(secret)), (token.Id, token.KeyId, token.SecretDigest));
        }, iter: 2_000);

    [Fact]
    [Rule("H3")]
    public void A_token_of_another_environment_is_foreign_even_under_the_same_ring()
    {
        var elsewhere = TokenFormat.Format(EnvironmentName.Create("staging"), Specimen.Ring, Specimen.KeyId, Specimen.Id, Specimen.Secret);

        Assert.Equal(SessionRefusal.ForeignEnvironment, Parse(elsewhere, out _));
        Assert.Equal(SessionRefusal.None, TokenFormat.Parse(elsewhere, EnvironmentName.Create("staging"), Specimen.Ring, out _));
    }

    [Fact]
    [Rule("H3")]
    public void A_token_of_another_environment_that_is_renamed_to_ours_is_forged()
    {
        var elsewhere = TokenFormat.Format(EnvironmentName.Create("staging"), Specimen.Ring, Specimen.KeyId, Specimen.Id, Specimen.Secret);

        Assert.Equal(SessionRefusal.Forged, Parse(ReferenceToken.Of(Specimen.Environment, ReferenceToken.Payload(elsewhere)), out _));
    }

    [Fact]
    public void Environment_comes_before_the_tag_and_the_version_before_the_environment()
    {
        var payload = ReferenceToken.Payload(Specimen.Token);
        payload[^1] ^= 1;
        Assert.Equal(SessionRefusal.ForeignEnvironment, Parse(ReferenceToken.Of("other", payload), out _));
        Assert.Equal(SessionRefusal.Forged, Parse(ReferenceToken.Of(Specimen.Environment, payload), out _));

        payload[0] ^= 0x60;
        Assert.Equal(SessionRefusal.Malformed, Parse(ReferenceToken.Of("other", payload), out _));
    }

    [Fact]
    [Rule("H2")]
    public void Keys_rotate_with_overlap_and_a_retired_key_ends_what_was_issued_under_it()
    {
        var former = TokenFormat.Format(Specimen.EnvironmentName, Specimen.RingOf(1, 1), 1, Specimen.Id, Specimen.Secret);
        var latter = TokenFormat.Format(Specimen.EnvironmentName, Specimen.RingOf(2, 1, 2), 2, Specimen.Id, Specimen.Secret);

        Assert.Equal([SessionRefusal.None, SessionRefusal.Forged], Refusals(Specimen.RingOf(1, 1), former, latter));
        Assert.Equal([SessionRefusal.None, SessionRefusal.None], Refusals(Specimen.RingOf(2, 1, 2), former, latter));
        Assert.Equal([SessionRefusal.Forged, SessionRefusal.None], Refusals(Specimen.RingOf(2, 2), former, latter));
    }

    [Fact]
    public void A_tag_made_under_another_key_of_the_same_id_is_forged()
    {
        var theirs = KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = Specimen.KeyOf(9) });

        Assert.Equal(SessionRefusal.Forged, Parse(TokenFormat.Format(Specimen.EnvironmentName, theirs, 1, Specimen.Id, Specimen.Secret), out var token));
        Assert.Equal(default, token);
    }

    [Fact]
    public void A_tag_made_under_another_key_of_the_ring_is_forged()
    {
        var ring = Specimen.RingOf(1, 1, 2);
        Span<byte> tag = stackalloc byte[TokenTag.Size];
        TokenTag.Compute(Specimen.KeyOf(2), TokenFormat.Head(1), Specimen.EnvironmentName, Specimen.Id, tag);

        Assert.Equal(SessionRefusal.Forged, TokenFormat.Parse(TokenFormat.Format(Specimen.EnvironmentName, 1, Specimen.Id, Specimen.Secret, tag), Specimen.EnvironmentName, ring, out _));
    }

    [Fact]
    public void Key_ids_end_at_31()
    {
        Assert.Equal(0x3F, TokenFormat.Head(31));
        Assert.Throws<ArgumentOutOfRangeException>(() => TokenFormat.Head(32));
        Assert.Throws<ArgumentException>(() => TokenFormat.Format(Specimen.EnvironmentName, Specimen.Ring, 2, Specimen.Id, Specimen.Secret));
    }

    [Fact]
    [Rule("N17")]
    public void No_part_prints_a_secret()
    {
        Parse(Specimen.Token, out var token);

        Assert.Equal(Specimen.Handle, token.ToString());
        Assert.DoesNotContain(Specimen.Token, new SessionToken(Specimen.Token).ToString(), StringComparison.Ordinal);
        Assert.Equal(Specimen.Token, new SessionToken(Specimen.Token).Reveal());
    }

    private static SessionRefusal Parse(string text, out PresentedToken token) => TokenFormat.Parse(text, Specimen.EnvironmentName, Specimen.Ring, out token);

    private static SessionRefusal[] Refusals(KeyRing ring, params string[] tokens) => [.. tokens.Select(token => TokenFormat.Parse(token, Specimen.EnvironmentName, ring, out _))];

    private static string Hex(SecretDigest digest)
    {
        var bytes = new byte[SecretDigest.Size];
        digest.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
