using System.Text.Json.Nodes;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Keys;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Keys;

/// <summary>A ring's file, changed offline: what is refused leaves it as it was, to the byte.</summary>
public sealed class KeyRingEditTests : IDisposable
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly RingFile _file = new(2, 1, 2);

    private string Content => File.ReadAllText(_file.Path);

    private string[] Beside => [.. Directory.GetFiles(Path.GetDirectoryName(_file.Path)!).Select(path => Path.GetFileName(path))];

    public void Dispose() => _file.Dispose();

    [Fact]
    [Rule("H2")]
    public void A_rotation_adds_a_key_of_its_own_and_keeps_the_others()
    {
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out var first, out _));
        Assert.True(KeyRingEdit.TryRotate(_file.Path, 7, out var second, out _));
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out var third, out _));

        Assert.Equal((3, 7, 8), (first.CurrentId, second.CurrentId, third.CurrentId));
        var ring = Read();
        Assert.Equal((8, "1, 2, 3, 7, 8"), (ring.CurrentId, KeyRingChange.Ids(ring)));
        Assert.False(KeyRingChange.IsOne(third, ring));
        Assert.All([(byte)1, (byte)2], id => Assert.Equal(Specimen.KeyOf(id), KeyOf(ring, id)));
        Assert.Distinct(ring.Describe().Keys.Select(key => Convert.ToHexString(KeyOf(ring, key.Id))));
        Assert.Equal(["edge-ring.json"], Beside);
    }

    [Fact]
    [Rule("H2")]
    public void A_retired_key_is_gone_from_the_file_and_its_id_does_not_come_back_by_itself()
    {
        Assert.True(KeyRingEdit.TryRetire(_file.Path, 1, out var ring, out _));

        Assert.Equal((2, "2"), (ring.CurrentId, KeyRingChange.Ids(ring)));
        Assert.DoesNotContain(Convert.ToBase64String(Specimen.KeyOf(1)), Content, StringComparison.Ordinal);
        Assert.Equal(Specimen.KeyOf(2), KeyOf(Read(), 2));
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out ring, out _));
        Assert.Equal("2, 3", KeyRingChange.Ids(ring));
    }

    [Theory]
    [InlineData(2, "is the current one: rotate first.")]
    [InlineData(3, "has no key 3; it has 1, 2, current 2.")]
    [InlineData(32, "has no key 32; it has 1, 2, current 2.")]
    public void What_can_not_be_retired_is_not(byte id, string sentence)
    {
        var before = Content;

        Assert.False(KeyRingEdit.TryRetire(_file.Path, id, out _, out var problem));

        Assert.EndsWith(sentence, problem, StringComparison.Ordinal);
        Assert.Equal(before, Content);
        Assert.Equal(["edge-ring.json"], Beside);
    }

    [Fact]
    public void The_last_key_is_the_current_one_and_stays()
    {
        _file.Write(4, 4);

        Assert.False(KeyRingEdit.TryRetire(_file.Path, 4, out _, out var problem));
        Assert.EndsWith("is the current one: rotate first.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    public void A_key_is_added_under_an_id_that_is_free(byte id)
    {
        var before = Content;

        Assert.False(KeyRingEdit.TryRotate(_file.Path, id, out _, out var problem));

        Assert.EndsWith("give an id from 0 to 31 that is free.", problem, StringComparison.Ordinal);
        Assert.Equal(before, Content);
    }

    [Fact]
    public void After_the_highest_id_comes_the_lowest_that_is_free_and_a_full_ring_is_full()
    {
        _file.Write(31, [0, 1, 31]);
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out var ring, out _));
        Assert.Equal(2, ring.CurrentId);

        _file.Write(0, [.. Enumerable.Range(0, 32).Select(id => (byte)id)]);
        Assert.False(KeyRingEdit.TryRotate(_file.Path, null, out _, out var problem));
        Assert.EndsWith("has a key under every id: retire one first.", problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nothing", "can't be read (FileNotFoundException).")]
    [InlineData("{", "is not JSON, or has a member twice (line 1).")]
    [InlineData("""{ "current": 1, "keys": { "1": "c2hvcnQ=" } }""", "is not the base64 of 32 bytes.")]
    [InlineData("""{ "keys": {} }""", """does not have the form {"current": 1, "keys": {"1": "base64 of 32 bytes"}}.""")]
    public void What_is_no_ring_is_not_made_one(string content, string sentence)
    {
        if (content == "nothing")
        {
            File.Delete(_file.Path);
        }
        else
        {
            _file.Write(content);
        }

        Assert.False(KeyRingEdit.TryRotate(_file.Path, null, out _, out var rotating));
        Assert.False(KeyRingEdit.TryRetire(_file.Path, 1, out _, out var retiring));

        Assert.EndsWith(sentence, rotating, StringComparison.Ordinal);
        Assert.Equal(rotating, retiring);
        Assert.Equal(content == "nothing" ? [] : ["edge-ring.json"], Beside);
    }

    [Theory]
    [InlineData(Owner)]
    [InlineData(Owner | UnixFileMode.GroupRead)]
    [InlineData(UnixFileMode.UserRead)]
    public void The_file_keeps_its_mode(UnixFileMode mode)
    {
        Chmod(mode);

        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out _, out _));
        Assert.Equal(mode, Mode(mode));
        Assert.True(KeyRingEdit.TryRetire(_file.Path, 1, out _, out _));
        Assert.Equal(mode, Mode(mode));
    }

    [Fact]
    public void A_link_stays_and_what_it_names_is_replaced()
    {
        var link = Path.Combine(Path.GetDirectoryName(_file.Path)!, "link.json");
        File.CreateSymbolicLink(link, _file.Path);

        Assert.True(KeyRingEdit.TryRotate(link, null, out _, out _));

        Assert.NotNull(File.ResolveLinkTarget(link, returnFinalTarget: false));
        Assert.Equal(3, Read().CurrentId);
    }

    [Theory]
    [InlineData("true")]
    [InlineData(null)]
    public void A_silos_own_mark_stays_where_it_is(string? mark)
    {
        var json = JsonNode.Parse(Content)!.AsObject();
        if (mark is not null)
        {
            json["development"] = true;
        }

        _file.Write(json.ToJsonString());
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out _, out _));

        Assert.Equal(mark, JsonNode.Parse(Content)!["development"]?.ToJsonString());
    }

    [Fact]
    public void An_edit_that_did_not_get_to_its_end_leaves_the_ring_whole_and_the_next_one_is_told()
    {
        var before = Content;
        var draft = _file.Path + KeyRingReplacement.Suffix;
        File.WriteAllText(draft, """{ "current": 3, "ke""");

        Assert.True(KeyRingFile.TryRead(_file.Path, out _, out _));
        Assert.False(KeyRingEdit.TryRotate(_file.Path, null, out _, out var rotating));
        Assert.False(KeyRingEdit.TryRetire(_file.Path, 1, out _, out _));
        Assert.StartsWith($"{draft} is there: somebody else edits the key ring, or did not get to the end.", rotating, StringComparison.Ordinal);
        Assert.Equal(before, Content);

        // Somebody else's: it stays until a person deletes it.
        Assert.True(File.Exists(draft));
        File.Delete(draft);
        Assert.True(KeyRingEdit.TryRotate(_file.Path, null, out _, out _));
    }

    [Fact]
    public async Task Of_edits_at_once_each_that_says_it_is_done_is_in_the_file()
    {
        _file.Write(0, 0);
        var rounds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Rotate, TestContext.Current.CancellationToken)));

        var added = rounds.SelectMany(ids => ids).ToArray();
        Assert.Distinct(added);
        Assert.NotEmpty(added);
        var ring = Read();
        Assert.Equal(string.Join(", ", added.Append((byte)0).Order()), KeyRingChange.Ids(ring));
        Assert.Equal(["edge-ring.json"], Beside);

        List<byte> Rotate()
        {
            var done = new List<byte>();
            for (var attempt = 0; attempt < 200 && done.Count < 3; attempt++)
            {
                if (KeyRingEdit.TryRotate(_file.Path, null, out var next, out var problem))
                {
                    done.Add(next.CurrentId);
                }
                else
                {
                    Assert.DoesNotContain("every id", problem, StringComparison.Ordinal);
                }
            }

            return done;
        }
    }

    [Fact]
    [Rule("N17")]
    public void What_is_said_of_a_ring_holds_no_key()
    {
        var keys = new[] { Specimen.KeyOf(1), Specimen.KeyOf(2) }.Select(Convert.ToBase64String).ToArray();
        _file.Write(Content.Replace(keys[1], keys[0], StringComparison.Ordinal));

        Assert.False(KeyRingEdit.TryRotate(_file.Path, null, out _, out var problem));

        Assert.EndsWith("is a key that stands in the ring under another id: a new id needs a new key.", problem, StringComparison.Ordinal);
        Assert.All(keys, key => Assert.DoesNotContain(key, problem, StringComparison.Ordinal));
    }

    private static byte[] KeyOf(KeyRing ring, byte id) => ring.TryGetKey(id, out var key) ? key.ToArray() : [];

    private void Chmod(UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_file.Path, mode);
        }
    }

    private UnixFileMode Mode(UnixFileMode elsewhere) => OperatingSystem.IsWindows() ? elsewhere : File.GetUnixFileMode(_file.Path);

    private KeyRing Read() => KeyRingFile.TryRead(_file.Path, out var ring, out var problem) ? ring : throw new InvalidOperationException(problem);
}
