using SessionCluster.Abstractions.Events;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Events;

/// <summary>Events get from a session's row into the record: at least once, in order, without a row write of their own, whatever the record's store does meanwhile.</summary>
public sealed class HandingOnTests(SharedCluster shared) : IClassFixture<SharedCluster>, IDisposable
{
    private const string Established = "session-established";

    private const string Revoked = "session-revoked admin";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly SessionTestCluster _cluster = shared.Cluster;

    public void Dispose()
    {
        _cluster.Events.Before = null;
        _cluster.Events.After = null;
    }

    [Fact]
    [Rule("L19"), Rule("L12")]
    public async Task An_establishment_is_two_row_writes_and_one_event()
    {
        var subject = SessionSamples.NewSubject();
        using var writes = new OperationCounter(_cluster.Storage);

        var id = await _cluster.AdmitAsync(subject);
        await _cluster.UntilKeptAsync(id, Established);

        Assert.Equal(2, writes.Of(subject, id).Writes);
        Assert.Single(_cluster.Storage.Session(id)!.Events.Waiting);
    }

    [Fact]
    [Rule("L12")]
    public async Task What_was_handed_on_leaves_the_row_with_its_next_write()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.UntilKeptAsync(id, Established);
        await _cluster.PresentAsync(id);
        using var writes = OperationCounter.OfSession(_cluster.Storage, id);

        // Behind the turn that handed it on.
        await _cluster.InfoAsync(id);
        _cluster.Clock.Advance(SessionTestOptions.Bearer.IdleTimeout / 4);
        await _cluster.PresentAsync(id);
        await _cluster.Storage.UntilAsync(() => _cluster.Storage.Session(id)!.Events.Waiting.IsEmpty, "a row without waiting events");

        Assert.Equal(1, writes.Writes);
        Assert.Equal(1, _cluster.Storage.Session(id)!.Events.Count);
        Assert.Equal(_cluster.Chained(id)[0].Hash, _cluster.Storage.Session(id)!.Events.Head);
    }

    [Fact]
    [Rule("L12"), Rule("N19")]
    public async Task An_end_that_was_acknowledged_is_in_the_record_and_has_the_name_of_its_receipt()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());

        var receipt = await _cluster.RevokeAsync(id);

        var end = _cluster.Chained(id)[^1];
        Assert.Equal((SessionEventKind.Revoked, receipt.EventId, SessionSamples.Admin.Initiator), (end.Kind, end.Id, end.Initiator));
        await _cluster.UntilKeptAsync(id, Established, Revoked);
    }

    [Fact]
    [Rule("L12"), Rule("G1")]
    public async Task While_the_record_fails_everything_goes_on_and_what_happened_arrives_later()
    {
        _cluster.Events.Before = (_, _) => throw new IOException("The test's event store is away.");
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        var other = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.RevokeAsync(other);
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(other));
        Assert.Empty(_cluster.Chained(id));

        _cluster.Events.Before = null;

        await WithRetriesAsync(_cluster.UntilKeptAsync(id, Established));
        await WithRetriesAsync(_cluster.UntilKeptAsync(other, Established, Revoked));
    }

    [Fact]
    [Rule("L12"), Rule("P-W4")]
    public async Task A_record_that_hangs_delays_an_end_and_does_not_prevent_it()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.UntilKeptAsync(id, Established);
        var hung = new TaskCompletionSource();
        _cluster.Events.Before = (_, _) => hung.Task;

        await _cluster.RevokeAsync(id).WaitAsync(Limit);

        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));
        Assert.True(_cluster.Storage.HasTombstone(id));
        _cluster.Events.Before = null;
        hung.SetResult();
        await WithRetriesAsync(_cluster.UntilKeptAsync(id, Established, Revoked));
    }

    [Fact]
    [Rule("L12")]
    public async Task What_was_kept_without_our_knowing_is_kept_once()
    {
        var fails = true;
        var failed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _cluster.Events.After = (_, _) =>
        {
            if (!fails)
            {
                return Task.CompletedTask;
            }

            failed.TrySetResult();
            throw new IOException("The test's event store kept, and says that it failed.");
        };
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.UntilKeptAsync(id, Established);
        await failed.Task.WaitAsync(Limit);
        var offered = _cluster.Events.Offered;

        fails = false;
        await _cluster.RevokeAsync(id);

        await WithRetriesAsync(_cluster.UntilKeptAsync(id, Established, Revoked));
        Assert.True(_cluster.Events.Offered >= offered + 2);
    }

    [Fact]
    [Rule("L12")]
    public async Task An_activation_that_leaves_hands_on_what_it_can()
    {
        var away = true;
        _cluster.Events.Before = (_, _) => away ? throw new IOException("The test's event store is away.") : Task.CompletedTask;
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.InfoAsync(id);

        away = false;
        await _cluster.DeactivateAsync(id);

        await _cluster.UntilKeptAsync(id, Established);
    }

    [Fact]
    [Rule("L12")]
    public async Task What_an_activation_could_not_hand_on_the_next_one_does()
    {
        var away = true;
        _cluster.Events.Before = (_, _) => away ? throw new IOException("The test's event store is away.") : Task.CompletedTask;
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await _cluster.RevokeAsync(id);
        await _cluster.DeactivateAsync(id);
        Assert.Empty(_cluster.Chained(id));

        away = false;
        Assert.Equal("refused: Revoked", await _cluster.PresentAsync(id));

        await _cluster.UntilKeptAsync(id, Established, Revoked);
    }

    /// <summary>Grain timers go by the test's clock.</summary>
    private async Task WithRetriesAsync(Task until)
    {
        while (!until.IsCompleted)
        {
            _cluster.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(until, Task.Delay(20));
        }

        await until;
    }
}
