using Microsoft.Data.Sqlite;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Sqlite;

public sealed class OpeningTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void A_new_store_says_so()
    {
        var opening = _store.Database().Open();

        Assert.True(opening.IsNew);
        Assert.True(opening.StoppedCleanly);
        Assert.Equal(0, opening.Revision);
        Assert.Equal(32, opening.StoreId.Length);
        Assert.NotEqual(opening.StoreId, opening.InstanceId);
    }

    [Fact]
    public void Opening_twice_is_opening_once()
    {
        var database = _store.Database();

        Assert.Same(database.Open(), database.Open());
    }

    [Theory, InlineData("journal_mode", "wal"), InlineData("synchronous", 2L), InlineData("wal_autocheckpoint", 0L), InlineData("fullfsync", 1L), InlineData("query_only", 0L)]
    [Rule("G3")]
    public async Task The_writer_commits_to_the_disk(string pragma, object value)
    {
        var found = await _store.Open().RunOnWriterAsync(session => session.Connection.Scalar($"PRAGMA {pragma}"), TestContext.Current.CancellationToken);

        Assert.Equal(value, found);
    }

    [Fact]
    [Rule("G3")]
    public async Task What_was_acknowledged_is_there_after_a_clean_stop()
    {
        var first = _store.Open();
        var opened = first.Open();
        var row = await first.WriteAsync(Rows.Insert("row", 7));
        await first.CloseAsync(TestContext.Current.CancellationToken);

        var second = _store.Database();
        var reopened = second.Open();

        Assert.False(reopened.IsNew);
        Assert.True(reopened.StoppedCleanly);
        Assert.Equal(opened.StoreId, reopened.StoreId);
        Assert.NotEqual(opened.InstanceId, reopened.InstanceId);
        Assert.Equal(row.ETag, reopened.Revision);
        Assert.Equal(7, await second.ValueAsync("row"));
    }

    [Fact]
    public async Task A_clean_stop_leaves_one_file_and_its_lock()
    {
        var database = _store.Open();
        await database.WriteAsync(Rows.Insert("row"));
        Assert.True(File.Exists(_store.Path + "-wal"));

        await database.CloseAsync(TestContext.Current.CancellationToken);

        Assert.Equal([_store.Path, _store.Path + ".lock"], Directory.GetFiles(Path.GetDirectoryName(_store.Path)!).Order());
    }

    [Fact]
    [Rule("G3")]
    [Rule("P-F7")]
    public async Task What_was_acknowledged_is_there_after_a_crash_and_the_crash_is_noticed()
    {
        var database = _store.Open();
        for (var i = 0; i < 100; i++)
        {
            await database.WriteAsync(Rows.Insert($"row-{i}", i));
        }

        // What a process leaves that is killed here: the files as they are, nothing closed.
        await using var after = new TemporaryStore();
        Directory.CreateDirectory(Path.GetDirectoryName(after.Path)!);
        File.Copy(_store.Path, after.Path);
        File.Copy(_store.Path + "-wal", after.Path + "-wal");
        var survivor = after.Database();

        Assert.False(survivor.Open().StoppedCleanly);
        for (var i = 0; i < 100; i++)
        {
            Assert.Equal(i, await survivor.ValueAsync($"row-{i}"));
        }
    }

    [Fact]
    [Rule("P-F7")]
    public async Task A_stop_without_the_mark_is_an_unclean_one()
    {
        var database = _store.Open();
        await database.DisposeAsync();

        Assert.False(_store.Database().Open().StoppedCleanly);
    }

    [Fact]
    [Rule("P-F7")]
    public async Task A_silo_that_is_torn_down_closes_the_store_without_the_mark()
    {
        using var torn = new CancellationTokenSource();
        await torn.CancelAsync();
        await _store.Open().CloseAsync(torn.Token);

        Assert.False(_store.Database().Open().StoppedCleanly);
    }

    [Fact]
    [Rule("P-F6")]
    [Rule("P-F6")]
    public async Task A_silo_of_another_cluster_is_refused()
    {
        await _store.Open().CloseAsync(TestContext.Current.CancellationToken);

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database(clusterId: "another").Open());

        Assert.Contains(_store.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'cluster'", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("'another'", refusal.Message, StringComparison.Ordinal);
        Assert.True(_store.Database().Open().StoppedCleanly, "A refused silo has left its mark on the store.");
    }

    [Fact]
    public async Task A_store_of_a_newer_version_is_refused()
    {
        await _store.Open().CloseAsync(TestContext.Current.CancellationToken);
        Change("UPDATE meta SET value = '3' WHERE name = 'schema'");

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains("schema version 3", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("one")]
    public async Task A_store_of_no_version_is_refused(string version)
    {
        await _store.Open().CloseAsync(TestContext.Current.CancellationToken);
        Change($"UPDATE meta SET value = '{version}' WHERE name = 'schema'");

        Assert.Throws<StorageStartupException>(() => _store.Database().Open());
    }

    [Fact]
    public async Task A_store_from_before_there_were_events_is_upgraded_once_and_keeps_its_rows()
    {
        var before = _store.Open();
        await before.WriteAsync(Rows.Insert("a", 7));
        await before.CloseAsync(TestContext.Current.CancellationToken);
        Change("DROP TABLE SessionEvents; UPDATE meta SET value = '1' WHERE name = 'schema'");

        var upgraded = _store.Open();
        Assert.Equal(7, await upgraded.ValueAsync("a"));
        await upgraded.CloseAsync(TestContext.Current.CancellationToken);

        Assert.Equal("2", Ask("SELECT value FROM meta WHERE name = 'schema'"));
        Assert.Equal(4L, Ask("SELECT count(*) FROM sqlite_schema WHERE name LIKE 'SessionEvents%'"));
        var again = _store.Open();
        Assert.Equal(7, await again.ValueAsync("a"));
    }

    [Fact]
    public void A_database_of_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_store.Path)!);
        Change("CREATE TABLE holiday_pictures (name TEXT)");

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains("not a session store", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(1L, Ask("SELECT count(*) FROM sqlite_schema"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_store.Path)!);
        var text = new string('x', 5_000);
        File.WriteAllText(_store.Path, text);

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains("not an SQLite database", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(_store.Path));
    }

    [Fact]
    public async Task A_database_that_was_damaged_is_refused_after_an_unclean_stop()
    {
        var database = _store.Open();
        for (var i = 0; i < 200; i++)
        {
            await database.WriteAsync(Rows.Insert($"row-{i}", i, 1_000));
        }

        await database.DisposeAsync();
        Damage(_store.Path);

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains("damaged", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("retire the edge keys", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_cut_in_half_is_refused_after_an_unclean_stop()
    {
        var database = _store.Open();
        for (var i = 0; i < 200; i++)
        {
            await database.WriteAsync(Rows.Insert($"row-{i}", i, 1_000));
        }

        await database.DisposeAsync();
        using (var file = new FileStream(_store.Path, FileMode.Open))
        {
            file.SetLength(file.Length / 2);
        }

        Assert.Contains("damaged", Assert.Throws<StorageStartupException>(() => _store.Database().Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_was_refused_can_be_opened_once_the_reason_is_gone()
    {
        await using var holder = _store.Open();
        var second = _store.Database();
        Assert.Throws<StorageStartupException>(second.Open);

        await holder.CloseAsync(TestContext.Current.CancellationToken);

        Assert.True(second.Open().StoppedCleanly);
    }

    [Fact]
    public async Task A_row_can_neither_be_read_nor_written_before_the_store_is_open()
    {
        var database = _store.Database();

        await Assert.ThrowsAsync<StorageFaultException>(() => database.WriteAsync(Rows.Insert("row")));
        await Assert.ThrowsAsync<StorageFaultException>(() => database.ValueAsync("row"));
    }

    private static void Damage(string path)
    {
        using var file = new FileStream(path, FileMode.Open);
        var pages = file.Length / 4096;
        for (var page = 8; page < pages; page += 4)
        {
            file.Position = page * 4096;
            file.Write(new byte[64]);
        }
    }

    private void Change(string sql)
    {
        using var connection = Connect();
        connection.Execute(sql);
    }

    private object? Ask(string sql)
    {
        using var connection = Connect();
        return connection.Scalar(sql);
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection($"Data Source={_store.Path};Pooling=False");
        connection.Open();
        return connection;
    }
}
