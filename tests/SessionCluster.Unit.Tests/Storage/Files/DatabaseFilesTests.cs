using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Files;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Files;

[UnsupportedOSPlatform("windows")]
public sealed class DatabaseFilesTests : IAsyncDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly TemporaryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    [Rule("A10")]
    public async Task Only_the_owner_can_read_what_is_stored()
    {
        await _store.Open().WriteAsync(Rows.Insert("row"));

        Assert.Equal(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.GetDirectoryName(_store.Path)!));
        foreach (var file in new[] { _store.Path, _store.Path + "-wal", _store.Path + "-shm", _store.Path + ".lock" })
        {
            Assert.Equal(OwnerOnly, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task A_store_that_others_may_read_is_opened_with_a_warning()
    {
        await _store.Open().CloseAsync(TestContext.Current.CancellationToken);
        File.SetUnixFileMode(_store.Path, OwnerOnly | UnixFileMode.GroupRead);
        var log = new RecordedLog<SqliteDatabase>();

        _store.Database(logger: log).Open();

        Assert.Contains(log.Entries, entry => entry.Level == LogLevel.Warning && entry.Message.Contains("0600", StringComparison.Ordinal));
    }

    [Fact]
    [Rule("P-F7")]
    public void A_network_file_system_is_refused_and_nothing_is_made_there()
    {
        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database(mounts: new MountedAs("nfs4")).Open());

        Assert.Contains("nfs4", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("/mnt/share", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Move SessionCluster:DataDirectory to a local disk", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(_store.Path)!));
    }

    [Fact]
    public void A_local_file_system_and_one_that_can_not_be_known_are_used()
    {
        Assert.True(_store.Database(mounts: new MountedAs("xfs")).Open().IsNew);
        using var other = new DisposableStore();
        Assert.True(other.Store.Database(mounts: new MountedAs(null)).Open().IsNew);
    }

    [Fact]
    public void A_symbolic_link_is_refused()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_store.Path)!);
        File.CreateSymbolicLink(_store.Path, Path.Combine(_store.Root, "elsewhere.db"));

        Assert.Contains("symbolic link", Assert.Throws<StorageStartupException>(() => _store.Database().Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_directory_that_can_not_be_made_is_refused_with_a_sentence()
    {
        File.WriteAllText(Path.GetDirectoryName(_store.Path)!, "a file where the directory should be");

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains("SessionCluster:DataDirectory", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_file_has_one_identity_by_every_name_and_its_successor_another()
    {
        var (first, second) = (Path.Combine(_store.Root, "first"), Path.Combine(_store.Root, "second"));
        File.WriteAllText(first, "1");
        File.WriteAllText(second, "2");
        var identity = FileIdentity.Of(first);
        File.CreateSymbolicLink(first + "-link", first);

        Assert.NotNull(identity);
        Assert.Equal(identity, FileIdentity.Of(first));
        Assert.Equal(identity, FileIdentity.Of(first + "-link"));
        Assert.NotEqual(identity, FileIdentity.Of(second));
        Assert.Null(FileIdentity.Of(first + "-missing"));
        Assert.Null(FileIdentity.Of(Path.Combine(first, "below-a-file")));
        File.Move(second, first, overwrite: true);
        Assert.NotEqual(identity, FileIdentity.Of(first));
    }

    private sealed class MountedAs(string? fileSystem) : IMountTable
    {
        public MountPoint? Find(string directory) => fileSystem is null ? null : new("/mnt/share", fileSystem);
    }

    private sealed class DisposableStore : IDisposable
    {
        public TemporaryStore Store { get; } = new();

        public void Dispose() => Store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
