using System.Security.Cryptography;
using CsCheck;
using SessionCluster.Abstractions.Identifiers;

namespace SessionCluster.Unit.Tests.Abstractions.Identifiers;

public sealed class SecretDigestTests
{
    private static readonly byte[] Secret = [.. Enumerable.Range(0x40, 32).Select(value => (byte)value)];

    [Fact]
    public void The_digest_is_the_SHA_256_of_the_secret()
    {
        Assert.Equal("ca2a4fe727faaecf16ecd130a86e0885c5540c05375340445071c0657555fd42", Hex(SecretDigest.Of(Secret)));
        Assert.False(SecretDigest.Of(Secret).IsUnset);
    }

    [Fact]
    public void Digests_are_equal_when_secrets_are() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 255]).Sample((secret, bit) =>
        {
            var other = (byte[])secret.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));

            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(secret)), Hex(SecretDigest.Of(secret)));
            Assert.True(SecretDigest.Of(secret) == SecretDigest.Of(secret));
            Assert.True(SecretDigest.Of(secret).Equals((object)SecretDigest.Of(secret)));
            Assert.False(SecretDigest.Of(secret) == SecretDigest.Of(other));
            Assert.True(SecretDigest.Of(secret) != SecretDigest.Of(other));
            Assert.False(SecretDigest.Of(secret) != SecretDigest.Of(secret));
        }, iter: 500);

    [Fact]
    public void The_digest_of_nothing_is_not_unset()
    {
        Assert.True(default(SecretDigest).IsUnset);
        Assert.False(SecretDigest.Of([]).IsUnset);
        Assert.NotEqual(default, SecretDigest.Of([]));
        Assert.NotEqual(default, SecretDigest.Of(new byte[32]));
    }

    [Fact]
    [Rule("N17")]
    public void A_digest_does_not_print_itself()
    {
        var digest = SecretDigest.Of(Secret);

        Assert.Equal("(secret digest)", digest.ToString());
        Assert.Equal("(secret digest)", $"{digest}");
        Assert.Equal(0, digest.GetHashCode());
        Assert.False(digest.Equals("ca2a4fe727faaecf16ecd130a86e0885c5540c05375340445071c0657555fd42"));
    }

    private static string Hex(SecretDigest digest)
    {
        var bytes = new byte[SecretDigest.Size];
        digest.CopyTo(bytes);
        return Convert.ToHexStringLower(bytes);
    }
}
