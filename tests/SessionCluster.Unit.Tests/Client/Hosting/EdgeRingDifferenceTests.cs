using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Hosting;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Hosting;

public sealed class EdgeRingDifferenceTests
{
    private static readonly KeyRing Mine = Specimen.RingOf(1, 1, 2);

    [Fact]
    public void Rings_with_the_same_keys_agree_whichever_is_current()
    {
        Assert.Null(Describe(Specimen.RingOf(1, 1, 2)));
        Assert.Null(Describe(Specimen.RingOf(2, 2, 1)));
    }

    [Fact]
    public void The_sentence_says_which_ids_differ_and_how()
    {
        Assert.Equal("The edge ring of this client is not the silo's: this client lacks key 3. Give both the same keys.", Describe(Specimen.RingOf(1, 1, 2, 3)));
        Assert.Equal("The edge ring of this client is not the silo's: the silo lacks key 2. Give both the same keys.", Describe(Specimen.RingOf(1, 1)));
        Assert.Equal(
            "The edge ring of this client is not the silo's: this client lacks key 7, 31; the silo lacks key 2; another key stands under key 1. Give both the same keys.",
            Describe(KeyRing.Create(7, new Dictionary<byte, byte[]> { [31] = Specimen.KeyOf(31), [7] = Specimen.KeyOf(7), [1] = Specimen.KeyOf(9) })));
    }

    [Fact]
    [Rule("N17")]
    public void The_sentence_shows_no_key_and_no_digest()
    {
        var other = KeyRing.Create(1, new Dictionary<byte, byte[]> { [1] = Specimen.KeyOf(9), [2] = Specimen.KeyOf(8) });
        var sentence = Describe(other)!;

        Assert.All([Mine, other], ring => Assert.All(ring.Describe().Keys, key => Assert.DoesNotContain(key.Digest, sentence, StringComparison.OrdinalIgnoreCase)));
        Assert.All(new byte[] { 1, 2, 8, 9 }, id => Assert.DoesNotContain(Convert.ToHexString(Specimen.KeyOf(id)), sentence, StringComparison.OrdinalIgnoreCase));
    }

    private static string? Describe(KeyRing silo) => EdgeRingDifference.Describe(Mine.Describe(), silo.Describe());
}
