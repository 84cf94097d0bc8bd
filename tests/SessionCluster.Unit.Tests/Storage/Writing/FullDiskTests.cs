using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Writing;

public sealed class FullDiskTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();
    private readonly SqliteDatabase _database;

    public FullDiskTests() => _database = _store.Open();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Rule("N18")]
    [Rule("G3")]
    public async Task A_full_disk_refuses_writes_loses_nothing_and_works_again_with_room()
    {
        await _database.PragmaAsync("max_page_count = 40");
        var landed = new List<int>();
        var refused = 0;
        for (var i = 0; refused < 3; i++)
        {
            Assert.True(i < 1_000, "The disk never got full.");
            try
            {
                await _database.WriteAsync(Rows.Insert($"row-{i}", i, 2_000));
                landed.Add(i);
            }
            catch (StorageFaultException)
            {
                refused++;
                Assert.Null(await _database.ValueAsync($"row-{i}"));
            }
        }

        foreach (var i in landed)
        {
            Assert.Equal(i, await _database.ValueAsync($"row-{i}"));
        }

        await _database.PragmaAsync("max_page_count = 4000");
        Assert.True((await _database.WriteAsync(Rows.Insert("with-room", 1, 2_000))).Applied);
    }

    [Fact]
    [Rule("G1")]
    public async Task A_revocation_that_fits_is_not_lost_to_a_neighbour_that_does_not()
    {
        var session = await _database.WriteAsync(Rows.Insert("session", 1));
        var other = await _database.WriteAsync(Rows.Insert("other"));
        await FillAsync();
        using var gate = await CommitGate.ShutAsync(_database);
        var blocker = _database.WriteAsync(Rows.Update("other", other.ETag!.Value));
        await gate.ArrivedAsync();
        var establishment = _database.WriteAsync(Rows.Insert("too-much", 0, 20_000));
        var revocation = _database.WriteAsync(Rows.Update("session", session.ETag!.Value, 2));
        gate.Open();
        await blocker;

        await Assert.ThrowsAsync<StorageFaultException>(() => establishment);
        Assert.True((await revocation).Applied);
        Assert.Equal(2, await _database.ValueAsync("session"));
        Assert.Null(await _database.ValueAsync("too-much"));
    }

    [Fact]
    [Rule("N18")]
    public async Task A_store_turned_read_only_refuses_writes_loses_nothing_and_works_again_afterwards()
    {
        var before = await _database.WriteAsync(Rows.Insert("row", 1));
        await _database.PragmaAsync("query_only = ON");

        await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Update("row", before.ETag!.Value, 2)));
        await Assert.ThrowsAsync<StorageFaultException>(() => _database.WriteAsync(Rows.Insert("new")));
        Assert.Equal(1, await _database.ValueAsync("row"));

        await _database.PragmaAsync("query_only = OFF");
        Assert.True((await _database.WriteAsync(Rows.Update("row", before.ETag!.Value, 2))).Applied);
        Assert.Equal(2, await _database.ValueAsync("row"));
    }

    private async Task FillAsync()
    {
        await _database.PragmaAsync("max_page_count = 12");
        for (var i = 0; i < 1_000; i++)
        {
            try
            {
                await _database.WriteAsync(Rows.Insert($"filler-{i}", i, 500));
            }
            catch (StorageFaultException)
            {
                return;
            }
        }

        Assert.Fail("The disk never got full.");
    }
}
