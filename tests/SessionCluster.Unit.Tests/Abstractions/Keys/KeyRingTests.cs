using System.Security.Cryptography;
using CsCheck;
using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Unit.Tests.Abstractions.Keys;

public sealed class KeyRingTests
{
    [Fact]
    [Rule("H2")]
    public void Keys_rotate_with_overlap_and_a_retired_key_is_gone()
    {
        var before = Ring(1, 1);
        var overlap = Ring(2, 1, 2);
        var after = Ring(2, 2);

        Assert.Equal((1, true, false), (before.CurrentId, before.Contains(1), before.Contains(2)));
        Assert.Equal((2, true, true), (overlap.CurrentId, overlap.Contains(1), overlap.Contains(2)));
        Assert.Equal((2, false, true), (after.CurrentId, after.Contains(1), after.Contains(2)));
        Assert.False(after.TryGetKey(1, out _));
    }

    [Fact]
    [Rule("H2")]
    public void A_ring_in_force_is_replaced_as_a_whole()
    {
        var ring = new EdgeRing(Ring(1, 1));
        var read = ring.Current;

        ring.Replace(Ring(2, 2));

        Assert.Equal((1, 2), (read.CurrentId, ring.Current.CurrentId));
        Assert.True(read.Contains(1));
        Assert.Throws<ArgumentNullException>(() => ring.Replace(null!));
        Assert.Throws<ArgumentNullException>(() => new EdgeRing(null!));
        Assert.Equal(2, ring.Current.CurrentId);
    }

    [Fact]
    public void A_ring_holds_exactly_the_keys_it_was_given() =>
        Gen.Byte[0, 31].Array[1, 32].Select(ids => ids.Distinct().ToArray()).Sample(ids =>
        {
            var ring = Ring(ids[0], ids);

            Assert.Equal(ids.Length, ring.Count);
            Assert.Equal(ids.Aggregate(0u, (mask, id) => mask | (1u << id)), ring.IdMask);
            Assert.All(Enumerable.Range(0, 256).Select(id => (byte)id), id =>
            {
                Assert.Equal(ids.Contains(id), ring.Contains(id));
                Assert.Equal(ids.Contains(id), ring.TryGetKey(id, out var key));
                Assert.Equal(ids.Contains(id) ? KeyOf(id) : [], key.ToArray());
            });
        }, iter: 300);

    [Fact]
    public void Keys_are_copied()
    {
        var key = KeyOf(1);
        var ring = KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = key });

        key[0] ^= 0xff;

        Assert.True(ring.TryGetKey(1, out var kept));
        Assert.Equal(KeyOf(1), kept.ToArray());
    }

    [Fact]
    public void A_key_id_is_0_to_31()
    {
        Assert.Equal(0, Ring(0, 0).CurrentId);
        Assert.Equal(31, Ring(31, 31).CurrentId);
        Assert.Contains("32", Fault(1, (1, KeyOf(1)), (32, KeyOf(2))), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void A_key_has_32_bytes(int length) => Assert.Contains("32 bytes", Fault(1, (1, new byte[length])), StringComparison.Ordinal);

    [Fact]
    public void A_missing_key_is_no_key() => Assert.Contains("32 bytes", Fault(1, (1, null!)), StringComparison.Ordinal);

    [Fact]
    [Rule("H2")]
    public void A_new_id_needs_a_new_key() => Assert.Contains("twice", Fault(1, (1, KeyOf(5)), (2, KeyOf(5))), StringComparison.Ordinal);

    [Fact]
    public void The_current_key_is_in_the_ring()
    {
        Assert.Contains("current", Fault(2, (1, KeyOf(1))), StringComparison.Ordinal);
        Assert.Contains("current", Fault(0), StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => KeyRing.Create(1, null!));
    }

    [Fact]
    [Rule("N17")]
    public void Neither_a_ring_nor_an_error_prints_a_key()
    {
        string[] texts =
        [
            Ring(1, 1, 2).ToString(),
            Ring(1, 1, 2).Describe().ToString(),
            string.Join(' ', Ring(1, 1, 2).Describe().Keys),
            Fault(1, (1, KeyOf(1)[..31])),
            Fault(1, (1, KeyOf(1)), (2, KeyOf(1))),
            Fault(1, (33, KeyOf(1))),
            Fault(3, (1, KeyOf(1))),
        ];

        Assert.All(texts, text =>
        {
            Assert.DoesNotContain(Convert.ToHexString(KeyOf(1))[..16], text, StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotContain(Convert.ToBase64String(KeyOf(1))[..10], text, StringComparison.Ordinal);
        });
        Assert.Equal("2 keys, current 1", Ring(1, 1, 2).ToString());
    }

    [Fact]
    public void A_description_names_the_keys_in_order_by_a_digest_that_only_holders_can_make()
    {
        var description = Ring(9, 9, 3).Describe();

        Assert.Equal(9, description.CurrentId);
        Assert.Equal([3, 9], description.Keys.Select(key => key.Id));
        Assert.Equal(
            [.. new byte[] { 3, 9 }.Select(id => Convert.ToHexStringLower(HMACSHA256.HashData(KeyOf(id), "sessioncluster key digest v1"u8)[..8]))],
            description.Keys.Select(key => key.Digest));
    }

    private static string Fault(byte currentId, params (byte Id, byte[] Key)[] keys) =>
        Assert.Throws<ArgumentException>(() => KeyRing.Create(currentId, keys.ToDictionary(pair => pair.Id, pair => pair.Key))).Message;

    private static KeyRing Ring(byte currentId, params byte[] ids) => KeyRing.Create(currentId, ids.ToDictionary(id => id, KeyOf));

    private static byte[] KeyOf(byte seed) => SHA256.HashData([seed]);
}
