using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Faults;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Sessions;

/// <summary>The last use is stored coarsely (P-W5): seldom enough that validations cost no writes, often enough that a crash errs against the session by a quarter at most.</summary>
public sealed class LastUseTests : IAsyncLifetime
{
    private static readonly TimeSpan Quarter = SessionTestOptions.Bearer.IdleTimeout / 4;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private SessionTestCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await SessionTestCluster.StartAsync();

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    [Fact]
    [Rule("P-W5"), Rule("G7")]
    public async Task It_is_stored_once_the_idle_deadline_has_moved_by_a_quarter_and_not_before()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        await UseAfterAsync(id, Quarter - Second);
        Assert.Equal(0, counter.Writes);

        await UseAfterAsync(id, Second);
        Assert.Equal(1, counter.Writes);
        Assert.Equal(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);

        // From here the next quarter counts.
        await UseAfterAsync(id, Quarter - Second);
        Assert.Equal(1, counter.Writes);
        await UseAfterAsync(id, Second);
        Assert.Equal(2, counter.Writes);
        Assert.Equal(0, counter.Reads);
    }

    [Fact]
    [Rule("P-W5"), Rule("N6")]
    public async Task What_is_not_activity_moves_and_stores_nothing()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        _cluster.Clock.Advance(2 * Quarter);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, SessionActivity.None));
        await BarrierAsync(id);

        Assert.Equal(0, counter.Writes);
        _cluster.Clock.Advance(2 * Quarter);
        Assert.Equal("refused: Idle", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W5"), Rule("G4")]
    public async Task After_a_crash_the_idle_deadline_is_earlier_and_never_later()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var established = _cluster.Clock.GetUtcNow();
        await UseAfterAsync(id, Quarter - Second);
        Assert.Equal(_cluster.Clock.GetUtcNow() + SessionTestOptions.Bearer.IdleTimeout, (await _cluster.InfoAsync(id)).IdleDeadline);

        _cluster = await _cluster.RestartAfterCrashAsync();

        // The use is forgotten: the deadline is that of the establishment, to the second.
        var idleDeadline = established + SessionTestOptions.Bearer.IdleTimeout;
        Assert.Equal(idleDeadline, (await _cluster.InfoAsync(id)).IdleDeadline);
        _cluster.Clock.SetUtcNow(idleDeadline - Second);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, SessionActivity.None));
        _cluster.Clock.SetUtcNow(idleDeadline);
        Assert.Equal("refused: Idle", await _cluster.PresentAsync(id));
    }

    [Fact]
    [Rule("P-W6"), Rule("P-W5")]
    public async Task An_activation_that_leaves_stores_the_exact_last_use()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        await UseAfterAsync(id, Second);
        using var counter = OperationCounter.OfSession(_cluster.Storage, id);

        await _cluster.DeactivateAsync(id);

        Assert.Equal(1, counter.Writes);
        Assert.Equal(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);

        // One that has nothing to say writes nothing.
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        await _cluster.DeactivateAsync(id);
        Assert.Equal(1, counter.Writes);
    }

    [Theory]
    [Rule("P-W6"), Rule("P-W2")]
    [MemberData(nameof(FailedWrites.Table), MemberType = typeof(FailedWrites))]
    public async Task A_last_write_that_fails_is_tried_again_and_never_makes_the_session_live_longer(WriteFailure failure, int tries)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        var before = _cluster.Clock.GetUtcNow();
        await UseAfterAsync(id, Second);
        var used = _cluster.Clock.GetUtcNow();
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString());

        await _cluster.DeactivateAsync(id);

        Assert.NotEqual(0, failing.Failed);
        failing.Heal();
        var stored = tries == 1 || failure == WriteFailure.WriteThenThrow ? used : before;
        Assert.Equal(stored, _cluster.Storage.Session(id)!.LastUsedAt);
        Assert.Equal(stored, (await _cluster.InfoAsync(id)).LastUsedAt);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
    }

    [Theory]
    [Rule("P-W2"), Rule("P-W5"), Rule("L6")]
    [MemberData(nameof(FailedWrites.Table), MemberType = typeof(FailedWrites))]
    public async Task Storing_it_may_fail_without_harm_to_the_session(WriteFailure failure, int tries)
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var failing = FailedWrites.Of(_cluster.Storage, failure, tries, "session", id.ToString());

        await UseAfterAsync(id, Quarter);

        Assert.NotEqual(0, failing.Failed);
        failing.Heal();
        var used = _cluster.Clock.GetUtcNow();
        Assert.Equal(used, (await _cluster.InfoAsync(id)).LastUsedAt);
        await UseAfterAsync(id, TimeSpan.FromSeconds(5));
        await _cluster.DeactivateAsync(id);
        Assert.Equal(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);
    }

    [Fact]
    [Rule("P-W5"), Rule("P-W4")]
    public async Task A_store_that_fails_is_not_asked_again_by_every_validation()
    {
        var id = await _cluster.AdmitAsync(SessionSamples.NewSubject());
        using var failing = FailedWrites.Of(_cluster.Storage, WriteFailure.ThrowWithoutDoing, FailedWrites.Always, "session", id.ToString());

        await UseAfterAsync(id, Quarter);
        for (var use = 0; use < 200; use++)
        {
            Assert.Equal("accepted", await _cluster.PresentAsync(id));
        }

        await BarrierAsync(id);
        Assert.Equal(3, failing.Failed);
        await UseAfterAsync(id, TimeSpan.FromSeconds(5));
        Assert.Equal(6, failing.Failed);

        failing.Heal();
        await UseAfterAsync(id, TimeSpan.FromSeconds(5));
        Assert.Equal(_cluster.Clock.GetUtcNow(), _cluster.Storage.Session(id)!.LastUsedAt);
    }

    private async Task UseAfterAsync(SessionId id, TimeSpan span)
    {
        _cluster.Clock.Advance(span);
        Assert.Equal("accepted", await _cluster.PresentAsync(id));
        await BarrierAsync(id);
    }

    /// <summary>A turn that queues behind the one-way turn which an acceptance may have sent.</summary>
    private async Task BarrierAsync(SessionId id) => _ = await _cluster.InfoAsync(id);
}
