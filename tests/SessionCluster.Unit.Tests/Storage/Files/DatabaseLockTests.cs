using System.Globalization;
using SessionCluster.Silo.Storage;

namespace SessionCluster.Unit.Tests.Storage.Files;

[Rule("P-F7")]
public sealed class DatabaseLockTests : IAsyncDisposable
{
    private readonly TemporaryStore _store = new();

    public ValueTask DisposeAsync() => _store.DisposeAsync();

    [Fact]
    public void A_second_opener_is_refused_with_a_sentence_that_names_the_file_its_holder_and_a_remedy()
    {
        _store.Open();

        var refusal = Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.Contains(_store.Path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId.ToString(CultureInfo.InvariantCulture)} on {Environment.MachineName}", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Stop that process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_opener_does_the_holder_no_harm()
    {
        var holder = _store.Open();
        Assert.Throws<StorageStartupException>(() => _store.Database().Open());

        Assert.True((await holder.WriteAsync(Rows.Insert("row", 1))).Applied);
        Assert.Null(await holder.BeatAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_lock_is_free_again_after_a_stop_clean_or_not()
    {
        await _store.Open().CloseAsync(TestContext.Current.CancellationToken);
        await _store.Open().DisposeAsync();

        Assert.False(_store.Database().Open().IsNew);
    }

    [Fact]
    public void The_lock_is_free_again_after_an_opening_that_failed()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_store.Path)!);
        File.WriteAllText(_store.Path, new string('x', 5_000));
        Assert.Throws<StorageStartupException>(() => _store.Database().Open());
        File.Delete(_store.Path);

        Assert.True(_store.Database().Open().IsNew);
    }
}
