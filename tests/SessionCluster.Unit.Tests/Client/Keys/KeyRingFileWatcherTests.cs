using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Hosting;
using SessionCluster.Client.Keys;
using SessionCluster.Unit.Tests.Storage;
using SessionCluster.Unit.Tests.Tokens;

namespace SessionCluster.Unit.Tests.Client.Keys;

/// <summary>An API service takes part in a key's rotation without a restart (H2).</summary>
[Rule("H2")]
public sealed class KeyRingFileWatcherTests : IDisposable
{
    private readonly RingFile _file = new(1, 1);
    private readonly EdgeRing _ring = new(Specimen.Ring);
    private readonly FakeTimeProvider _clock = new();
    private readonly RecordedLog<KeyRingFileWatcher> _log = new();
    private readonly KeyRingFileWatcher _watcher;

    public KeyRingFileWatcherTests() => _watcher = Watch(_file.Path);

    public void Dispose()
    {
        _watcher.Dispose();
        _file.Dispose();
    }

    [Fact]
    public void Keys_are_added_made_current_and_retired()
    {
        _file.Write(1, 1, 2);
        _watcher.Reload();
        Assert.Equal(((byte)1, true, true), (_ring.Current.CurrentId, _ring.Current.Contains(1), _ring.Current.Contains(2)));

        _file.Write(2, 1, 2);
        _watcher.Reload();
        Assert.Equal(((byte)2, true), (_ring.Current.CurrentId, _ring.Current.Contains(1)));

        _file.Write(2, 2);
        _watcher.Reload();
        Assert.False(_ring.Current.Contains(1));
        Assert.Equal((LogLevel.Information, "The edge ring was replaced: it has keys 2, current 2."), _log.Entries[^1]);
        Assert.Equal(3, _log.Entries.Count);
    }

    [Fact]
    public void A_key_that_changes_under_its_id_is_taken_over()
    {
        var former = _ring.Current.Describe().Keys[0];
        _file.Write($$"""{ "current": 1, "keys": { "1": "{{Convert.ToBase64String(Specimen.KeyOf(5))}}" } }""");

        _watcher.Reload();

        Assert.NotEqual(former, _ring.Current.Describe().Keys[0]);
    }

    [Fact]
    public void What_did_not_change_is_not_replaced()
    {
        var former = _ring.Current;

        _watcher.Reload();

        Assert.Same(former, _ring.Current);
        Assert.Empty(_log.Entries);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not JSON")]
    [InlineData("""{ "current": 1, "keys": { "1": """)]
    [InlineData("""{ "current": 3, "keys": {} }""")]
    [InlineData("""{ "current": 1, "keys": { "1": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }, "note": "x" }""")]
    [InlineData("""{ "current": 1, "keys": { "\ud800": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" } }""")]
    [InlineData("""{ "current": 1, "keys": { "1": "\ud800" } }""")]
    [InlineData(null)]
    public void A_file_with_a_problem_keeps_the_last_good_ring_and_is_told_about_once(string? content)
    {
        _file.Write(2, 1, 2);
        _watcher.Reload();
        var former = _ring.Current;
        if (content is null)
        {
            File.Delete(_file.Path);
        }
        else
        {
            _file.Write(content);
        }

        _watcher.Reload();
        _watcher.Reload();

        Assert.Same(former, _ring.Current);
        var (level, message) = _log.Entries[1];
        Assert.Equal((2, LogLevel.Error), (_log.Entries.Count, level));
        Assert.StartsWith("The edge ring's file has a problem; the ring stays as it is. ", message, StringComparison.Ordinal);
        Assert.Contains(_file.Path, message, StringComparison.Ordinal);
        Assert.DoesNotContain("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", message, StringComparison.Ordinal);

        // Mended, and broken again: told about again.
        _file.Write(2, 1, 2);
        _watcher.Reload();
        _file.Write("not JSON");
        _watcher.Reload();
        Assert.Equal(3, _log.Entries.Count);
    }

    [Fact]
    public async Task The_file_is_read_at_start_and_every_two_seconds()
    {
        // A ring that was registered beside the file counts no longer than until the start.
        _ring.Replace(Specimen.RingOf(7, 7));
        await _watcher.StartAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, _ring.Current.CurrentId);

        _file.Write(2, 1, 2);
        await UntilAsync(() => _ring.Current.CurrentId == 2);

        await _watcher.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Without_a_file_nothing_is_read_and_nothing_runs()
    {
        using var watcher = Watch(null);
        await watcher.StartAsync(TestContext.Current.CancellationToken);

        await watcher.ExecuteTask!.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        Assert.Same(Specimen.Ring, _ring.Current);
        Assert.Empty(_log.Entries);
    }

    [Fact]
    public void A_client_that_is_not_told_the_file_keeps_a_retired_key()
    {
        using var watcher = Watch(null);
        _file.Write(2, 2);

        watcher.Reload();

        Assert.True(_ring.Current.Contains(1));
    }

    private KeyRingFileWatcher Watch(string? file) => new(_ring, Options.Create(new SessionClientOptions { KeyRingFile = file }), _clock, _log);

    /// <summary>Moves the clock until the watcher, on a thread of its own, has read.</summary>
    private async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!condition())
        {
            _clock.Advance(KeyRingFile.ReadAgainAfter);
            await Task.Delay(5, limit.Token);
        }
    }
}
