using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Containment;

/// <summary>
/// A cut-off that has been brought in force is decided by in every silo, also in one that never confirmed it (P-C1, P-F1). Each shortcut that the rules forbid is taken once, by the test, and then a
/// validation that starts after the acknowledgement accepts the revoked session.
/// </summary>
public sealed class ContainmentOrderTests : IDisposable
{
    private readonly PausableSilo _silo = new();

    public void Dispose() => _silo.Dispose();

    [Theory]
    [Rule("P-F1"), Rule("P-F3"), Rule("P-C1"), Rule("G1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Locks_read_before_the_fence_is_looked_at(bool shortcut)
    {
        Assert.True(await _silo.RenewAsync());
        _silo.Land();
        await AcknowledgedAsync(_silo.BringInForceAsync());
        Assert.False(_silo.Fence.IsHeld);

        // The renewal, which loads the cut-off, comes between the two looks of a validation.
        var accepted = shortcut ? await _silo.AcceptsWithLocksFirstAsync(_silo.RenewAsync) : await _silo.AcceptsAroundAsync(_silo.RenewAsync);

        Assert.Equal(shortcut, accepted);
        Assert.False(_silo.Accepts());
    }

    [Theory]
    [Rule("P-F1"), Rule("P-C1"), Rule("G1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Renewal_without_loading(bool shortcut)
    {
        Assert.True(await _silo.RenewAsync());
        _silo.Land();
        var inForce = _silo.BringInForceAsync();
        _silo.Clock.Advance(TimeSpan.FromSeconds(2));
        if (shortcut)
        {
            _silo.Fence.Renew(_silo.Fence.Now());
        }
        else
        {
            Assert.True(await _silo.RenewAsync());
        }

        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromSeconds(2));
        await inForce;

        Assert.True(_silo.Fence.IsHeld);
        Assert.Equal(shortcut, _silo.Accepts());
    }

    [Theory]
    [Rule("P-F1"), Rule("P-C1"), Rule("G1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_timestamp_taken_after_the_reading(bool shortcut)
    {
        // The reading finds no cut-off, and its answer comes 2 s later: the cut-off lands meanwhile.
        var answer = new TaskCompletionSource();
        _silo.BeforeAnswer = () => answer.Task;
        var renewing = _silo.RenewAsync();
        _silo.Land();
        var inForce = _silo.BringInForceAsync();
        _silo.Clock.Advance(TimeSpan.FromSeconds(2));
        answer.SetResult();
        Assert.True(await renewing);
        Assert.True(_silo.Accepts());
        if (shortcut)
        {
            _silo.Fence.Renew(_silo.Fence.Now());
        }

        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromSeconds(2));
        await inForce;

        Assert.Equal(shortcut, _silo.Accepts());
    }

    [Theory]
    [Rule("P-C1"), Rule("G1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_silo_that_was_declared_dead_is_skipped(bool shortcut)
    {
        // Paused, not gone: it was renewed just before.
        Assert.True(await _silo.RenewAsync());
        _silo.Table.Rows[1] = (PausableSilo.Other, SiloStatus.Dead);
        _silo.Deaths.Take(ScriptedMembership.Snapshot(2, (ScriptedMembership.Own, SiloStatus.Active), (PausableSilo.Other, SiloStatus.Dead)));
        if (shortcut)
        {
            _silo.Table.Rows.RemoveAt(1);
        }

        _silo.Land();
        var inForce = _silo.BringInForceAsync();
        Assert.Equal(shortcut, inForce.IsCompleted);
        Assert.True(_silo.Accepts());
        if (!shortcut)
        {
            await AcknowledgedAsync(inForce);
            Assert.False(_silo.Accepts());
        }
    }

    [Theory]
    [Rule("P-C1"), Rule("G1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task The_time_counted_from_the_sending_of_the_write(bool shortcut)
    {
        var sentAt = _silo.Clock.GetTimestamp();
        _silo.Clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(await _silo.RenewAsync());
        _silo.Land();
        var inForce = _silo.BringInForceAsync(shortcut ? sentAt : null);

        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromSeconds(2));
        if (shortcut)
        {
            await inForce.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        }

        Assert.Equal(shortcut, inForce.IsCompleted);
        Assert.True(_silo.Accepts());
        _silo.Clock.Advance(TimeSpan.FromSeconds(2));
        await inForce;
        Assert.False(_silo.Accepts());
    }

    /// <summary>Lets exactly 1.1 T pass, and not less.</summary>
    private async Task AcknowledgedAsync(Task inForce)
    {
        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        Assert.False(inForce.IsCompleted);
        _silo.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await inForce;
    }
}
