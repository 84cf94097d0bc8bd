using System.Runtime.InteropServices;
using CsCheck;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Sessions;

public sealed class SecretHashTests
{
    [Fact]
    public void The_hash_is_the_SHA_256_of_the_digest() =>
        Assert.Equal("312dcda4e0808ced2db2355b1217ea55f3de821c0657bcca10d2aa1bb84315c7", Convert.ToHexStringLower(Bytes(SecretHash.Of(Sample.Digest))));

    [Fact]
    public void Only_the_secrets_digest_matches() =>
        Gen.Select(Gen.Byte.Array[32], Gen.Int[0, 255]).Sample((secret, bit) =>
        {
            var other = (byte[])secret.Clone();
            other[bit / 8] ^= (byte)(1 << (bit % 8));
            var hash = SecretHash.Of(SecretDigest.Of(secret));

            Assert.True(hash.Matches(SecretDigest.Of(secret)));
            Assert.False(hash.Matches(SecretDigest.Of(other)));
        }, iter: 500);

    [Fact]
    [Rule("L24"), Rule("A10")]
    public void What_is_stored_can_not_be_presented() =>
        Gen.Byte.Array[32].Sample(secret =>
        {
            var hash = SecretHash.Of(SecretDigest.Of(secret));

            // Somebody who read the store presents what stands there, as a digest and as a secret; the owner's own digest is accepted.
            var asDigest = MemoryMarshal.Read<SecretDigest>(Bytes(hash));
            var state = Sample.State() with { SecretHash = hash };

            Assert.False(hash.Matches(asDigest));
            Assert.False(hash.Matches(SecretDigest.Of(Bytes(hash))));
            Assert.Equal(DecisionKind.Refuse, Sample.Decide(state, presentation: Sample.Presentation() with { SecretDigest = asDigest }).Kind);
            Assert.Equal(DecisionKind.Accept, Sample.Decide(state, presentation: Sample.Presentation() with { SecretDigest = SecretDigest.Of(secret) }).Kind);
        }, iter: 300);

    [Fact]
    [Rule("L24")]
    public void A_store_that_kept_the_digest_itself_would_be_presented()
    {
        // The twin: without the second hash, what is stored is what is presented.
        var stored = new byte[SecretDigest.Size];
        Sample.Digest.CopyTo(stored);

        Assert.True(SecretHash.Of(Sample.Digest).Matches(MemoryMarshal.Read<SecretDigest>(stored)));
    }

    [Fact]
    public void Unset_matches_nothing_on_either_side()
    {
        Assert.True(default(SecretHash).IsUnset);
        Assert.False(default(SecretHash).Matches(default));
        Assert.False(default(SecretHash).Matches(Sample.Digest));
        Assert.False(SecretHash.Of(default).Matches(default));
        Assert.False(SecretHash.Of(default).IsUnset);
        Assert.True(SecretHash.Of(Sample.Digest).Matches(Sample.Digest));
    }

    [Fact]
    public void A_hash_of_which_one_word_only_is_set_is_not_unset() =>
        Assert.All(Enumerable.Range(0, 4), word =>
        {
            var bytes = new byte[32];
            bytes[word * 8] = 1;

            Assert.False(MemoryMarshal.Read<SecretHash>(bytes).IsUnset);
            Assert.False(MemoryMarshal.Read<SecretDigest>(bytes).IsUnset);
        });

    [Fact]
    public void Hashes_are_equal_by_value()
    {
        var hash = SecretHash.Of(Sample.Digest);
        var same = SecretHash.Of(SecretDigest.Of(Sample.Secret));
        var other = SecretHash.Of(SecretDigest.Of([1]));

        Assert.True(hash == same && hash.Equals((object)same) && !(hash != same));
        Assert.True(hash != other && !hash.Equals((object)other) && !(hash == other));
        Assert.False(hash.Equals("(secret hash)"));
    }

    [Fact]
    [Rule("N17")]
    public void A_hash_does_not_print_itself()
    {
        Assert.Equal("(secret hash)", SecretHash.Of(Sample.Digest).ToString());
        Assert.Equal(0, SecretHash.Of(Sample.Digest).GetHashCode());
        Assert.DoesNotContain("312dcda4", Sample.State().ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("ca2a4fe7", Sample.Presentation().ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private static byte[] Bytes(SecretHash hash)
    {
        var bytes = new byte[SecretDigest.Size];
        hash.CopyTo(bytes);
        return bytes;
    }
}
