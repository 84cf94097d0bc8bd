using System.Security.Cryptography;
using SessionCluster.Client.Tokens;

namespace SessionCluster.Unit.Tests.Tokens;

/// <summary>The kept keys never make another tag than HMAC-SHA256 of the key that was given.</summary>
public sealed class TagHashTests
{
    [Fact]
    [Rule("A9")]
    public void Every_key_id_makes_the_tags_of_its_own_key_however_they_alternate()
    {
        for (var round = 0; round < 3; round++)
        {
            for (byte id = 0; id < 32; id++)
            {
                AssertIsMac(Specimen.KeyOf((byte)(id + 1)), TokenFormat.Head(id), [(byte)round, id, 3]);
            }
        }
    }

    [Fact]
    [Rule("A9"), Rule("H2")]
    public void A_key_that_was_replaced_under_its_id_makes_no_tag_any_more()
    {
        var head = TokenFormat.Head(7);
        AssertIsMac(Specimen.KeyOf(1), head, "message"u8);
        AssertIsMac(Specimen.KeyOf(2), head, "message"u8);
        AssertIsMac(Specimen.KeyOf(1), head, "message"u8);
    }

    [Fact]
    [Rule("A9")]
    public void A_computation_that_failed_leaves_nothing_in_the_next_one()
    {
        var head = TokenFormat.Head(8);
        AssertIsMac(Specimen.KeyOf(3), head, "message"u8);

        Assert.ThrowsAny<ArgumentException>(() => TagHash.Compute(Specimen.KeyOf(3), head, "half"u8, new byte[1]));

        AssertIsMac(Specimen.KeyOf(3), head, "message"u8);
    }

    [Fact]
    [Rule("A9")]
    public void Threads_do_not_disturb_each_other() => Parallel.For(0, 10_000, number =>
        AssertIsMac(Specimen.KeyOf((byte)(1 + (number % 3))), TokenFormat.Head((byte)(number % 2)), BitConverter.GetBytes(number)));

    private static void AssertIsMac(byte[] key, byte head, ReadOnlySpan<byte> message)
    {
        var mac = new byte[HMACSHA256.HashSizeInBytes];
        TagHash.Compute(key, head, message, mac);
        Assert.Equal(HMACSHA256.HashData(key, message), mac);
    }
}
