using SessionCluster.Abstractions.Keys;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Sealing;

namespace SessionCluster.Unit.Tests.Storage.Sealing;

[Rule("A10")]
public sealed class RowSealTests
{
    private static readonly StoredThing s_thing = new() { Text = "canary-text", Number = 0x1122334455667788 };

    private static KeyRing Keys(byte current, params byte[] ids) =>
        KeyRing.Create(current, ids.ToDictionary(id => id, id => Enumerable.Repeat((byte)(100 + id), 32).ToArray()));

    private static SealedGrainStorageSerializer Under(KeyRing keys) => new(TemporaryStore.PlainSerializer, new SiloRing(keys));

    [Fact]
    public void A_sealed_state_is_read_as_it_was()
    {
        var serializer = Under(Keys(3, 3));

        Assert.Equal(s_thing, serializer.Deserialize<StoredThing>(serializer.Serialize(s_thing)));
    }

    [Fact]
    public void A_row_is_format_key_id_seal_and_state()
    {
        var row = Under(Keys(3, 3)).Serialize(s_thing).ToArray();
        var state = TemporaryStore.PlainSerializer.Serialize(s_thing).ToArray();

        Assert.Equal(1, row[0]);
        Assert.Equal(3, row[1]);
        Assert.Equal(state, row[34..]);
        Assert.Equal(34 + state.Length, row.Length);
    }

    [Fact]
    public void A_change_of_any_byte_is_noticed()
    {
        var serializer = Under(Keys(3, 3, 2));
        var row = serializer.Serialize(s_thing).ToArray();
        for (var position = 0; position < row.Length; position++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var altered = (byte[])row.Clone();
                altered[position] ^= (byte)(1 << bit);
                Refused<StoredThing>(serializer, altered);
            }
        }
    }

    [Fact]
    public void A_change_of_a_state_goes_unnoticed_without_the_seal()
    {
        var row = TemporaryStore.PlainSerializer.Serialize(s_thing).ToArray();
        var text = row.AsSpan().IndexOf("canary"u8);
        row[text] = (byte)'C';

        Assert.Equal("Canary-text", TemporaryStore.PlainSerializer.Deserialize<StoredThing>(new(row))!.Text);
    }

    [Fact]
    public void A_row_cut_short_anywhere_or_lengthened_is_noticed()
    {
        var serializer = Under(Keys(3, 3));
        var row = serializer.Serialize(s_thing).ToArray();
        for (var length = 0; length < row.Length; length++)
        {
            Refused<StoredThing>(serializer, row[..length]);
        }

        Refused<StoredThing>(serializer, [.. row, 0]);
    }

    [Fact]
    public void A_row_of_another_kind_of_state_is_noticed()
    {
        var serializer = Under(Keys(3, 3));
        var row = serializer.Serialize(new OtherThing { Text = "other", Number = 1 }).ToArray();

        Refused<StoredThing>(serializer, row);
    }

    [Fact]
    public void A_row_of_another_kind_of_state_is_read_without_the_seal()
    {
        var row = TemporaryStore.PlainSerializer.Serialize(new OtherThing { Text = "other", Number = 1 });

        Assert.Equal("other", TemporaryStore.PlainSerializer.Deserialize<StoredThing>(row)!.Text);
    }

    [Fact]
    public void A_row_sealed_under_another_key_of_the_same_id_is_noticed()
    {
        var foreign = KeyRing.Create(3, new Dictionary<byte, byte[]> { [3] = [.. Enumerable.Repeat((byte)9, 32)] });

        Refused<StoredThing>(Under(Keys(3, 3)), Under(foreign).Serialize(s_thing).ToArray());
    }

    [Fact]
    [Rule("H2")]
    public void Keys_rotate_with_overlap_and_a_retired_key_opens_nothing()
    {
        var ring = new SiloRing(Keys(3, 3));
        var serializer = new SealedGrainStorageSerializer(TemporaryStore.PlainSerializer, ring);
        var old = serializer.Serialize(s_thing).ToArray();

        ring.Replace(Keys(4, 3, 4));
        Assert.Equal(s_thing, serializer.Deserialize<StoredThing>(new(old)));
        var renewed = serializer.Serialize(s_thing).ToArray();
        Assert.Equal(4, renewed[1]);

        ring.Replace(Keys(4, 4));
        Assert.Equal(s_thing, serializer.Deserialize<StoredThing>(new(renewed)));
        Refused<StoredThing>(serializer, old);
    }

    [Theory, InlineData(0), InlineData(2), InlineData(255)]
    public void Another_format_is_refused(byte format)
    {
        var serializer = Under(Keys(3, 3));
        var row = serializer.Serialize(s_thing).ToArray();
        row[0] = format;

        Refused<StoredThing>(serializer, row);
    }

    [Theory, InlineData(0), InlineData(16), InlineData(2_000), InlineData(100_000)]
    public void A_state_of_any_size_is_sealed_and_read(int length)
    {
        var serializer = Under(Keys(3, 3));
        var thing = new StoredThing { Text = new string('x', length) };
        var row = serializer.Serialize(thing).ToArray();

        Assert.Equal(thing, serializer.Deserialize<StoredThing>(new(row)));
        row[^1] ^= 1;
        Refused<StoredThing>(serializer, row);
    }

    [Fact]
    public void A_kind_of_state_without_an_alias_is_never_stored() =>
        Assert.Throws<InvalidOperationException>(() => Under(Keys(3, 3)).Serialize(new KeyValuePair<string, string>("no", "alias")));

    private static void Refused<T>(SealedGrainStorageSerializer serializer, byte[] row)
    {
        var refusal = Assert.Throws<UntrustedRowException>(() => serializer.Deserialize<T>(new BinaryData(row)));

        // A sentence for the log, and nothing of the row in it.
        Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", refusal.ToString(), StringComparison.OrdinalIgnoreCase);
    }
}
