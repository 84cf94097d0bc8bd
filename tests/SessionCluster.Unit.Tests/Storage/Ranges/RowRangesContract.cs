using System.Collections.Immutable;
using Orleans.Runtime;
using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.Unit.Tests.Storage.Ranges;

/// <summary>What the janitor relies on in whatever store it is given. A store is tested by deriving from this class.</summary>
public abstract class RowRangesContract : IAsyncLifetime
{
    private IGrainStorage _storage = null!;

    private IRowRanges _ranges = null!;

    public async ValueTask InitializeAsync() => (_storage, _ranges) = await CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await DestroyAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask<(IGrainStorage Storage, IRowRanges Ranges)> CreateAsync();

    protected abstract ValueTask DestroyAsync();

    [Fact]
    [Rule("L16")]
    public async Task A_range_is_the_rows_between_two_keys_in_their_order_and_no_others()
    {
        foreach (var key in new[] { "ab03", "ab01", "ab02", "ab", "ab01ff", "aa99", "ac00" })
        {
            await WriteAsync("thing", key);
        }

        await WriteAsync("thing", "ab025", state: "other-state");
        await WriteAsync("another", "ab015");

        Assert.Equal(["ab01", "ab01ff", "ab02"], await KeysAsync(new RowRange("thing", "ab", "ab03"), 10));
        Assert.Equal(["ab01ff", "ab02", "ab03"], await KeysAsync(new RowRange("thing", "ab01", "ab04"), 10));
        Assert.Equal(["aa99", "ab"], await KeysAsync(new RowRange("thing", "", "~"), 2));
        Assert.Equal(["ab015"], await KeysAsync(new RowRange("another", "", "~"), 10));
        Assert.Empty(await KeysAsync(new RowRange("nothing", "", "~"), 10));
    }

    [Theory, InlineData(3), InlineData(200_000)]
    public async Task A_row_has_what_was_written_its_version_and_the_key_of_its_seal(int length)
    {
        var written = await WriteAsync("thing", "one", new string('x', length));

        var row = Assert.Single(await _ranges.ReadAsync<StoredThing>(new("thing", "", "~"), 10, TestContext.Current.CancellationToken));

        Assert.Equal(("one", written.ETag, written.State), (row.Key, row.ETag, row.State));
        Assert.Equal((byte)3, row.SealKeyId);
    }

    [Fact]
    [Rule("A10")]
    public async Task A_row_that_can_not_be_opened_is_told_of_and_hides_no_other()
    {
        await WriteAsync("thing", "a");
        var other = new GrainState<OtherThing>(new OtherThing());
        await _storage.WriteStateAsync(SessionStorage.StateName, GrainId.Create("thing", "b"), other);
        await WriteAsync("thing", "c");

        var rows = await _ranges.ReadAsync<StoredThing>(new("thing", "", "~"), 10, TestContext.Current.CancellationToken);

        Assert.Equal([("a", true), ("b", false), ("c", true)], rows.Select(row => (row.Key, row.State is not null)));
        Assert.Equal((byte)3, rows[1].SealKeyId);
    }

    [Fact]
    [Rule("L16"), Rule("P-W2")]
    public async Task Only_rows_that_are_as_they_were_read_are_deleted()
    {
        foreach (var key in new[] { "a", "b", "c", "d" })
        {
            await WriteAsync("thing", key);
        }

        var read = await _ranges.ReadAsync<StoredThing>(new("thing", "", "d"), 10, TestContext.Current.CancellationToken);
        var changed = new GrainState<StoredThing>(new StoredThing { Text = "later" }, read[1].ETag) { RecordExists = true };
        await _storage.WriteStateAsync(SessionStorage.StateName, GrainId.Create("thing", "b"), changed);
        ImmutableArray<RowVersion> versions = [.. read.Select(row => new RowVersion(row.Key, row.ETag))];

        Assert.Equal(2, await _ranges.DeleteAsync("thing", versions, TestContext.Current.CancellationToken));
        Assert.Equal(["b", "d"], await KeysAsync(new RowRange("thing", "", "~"), 10));

        // What is gone is not counted again.
        Assert.Equal(0, await _ranges.DeleteAsync("thing", versions, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_hundred_rows_go_together()
    {
        for (var index = 0; index < 100; index++)
        {
            await WriteAsync("thing", $"k{index:000}");
        }

        var read = await _ranges.ReadAsync<StoredThing>(new("thing", "", "~"), 1000, TestContext.Current.CancellationToken);

        Assert.Equal(100, await _ranges.DeleteAsync("thing", [.. read.Select(row => new RowVersion(row.Key, row.ETag))], TestContext.Current.CancellationToken));
        Assert.Empty(await KeysAsync(new RowRange("thing", "", "~"), 10));
    }

    private async Task<GrainState<StoredThing>> WriteAsync(string type, string key, string text = "text", string state = SessionStorage.StateName)
    {
        var row = new GrainState<StoredThing>(new StoredThing { Text = text });
        await _storage.WriteStateAsync(state, GrainId.Create(type, key), row);
        return row;
    }

    private async Task<string[]> KeysAsync(RowRange range, int atMost) =>
        [.. (await _ranges.ReadAsync<StoredThing>(range, atMost, TestContext.Current.CancellationToken)).Select(row => row.Key)];
}
