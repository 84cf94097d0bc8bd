using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;

namespace SessionCluster.Cluster.Tests.Faults.Containment;

/// <summary>A change is in force when every silo of the membership table has confirmed it, or 1.1 T after it landed (P-C1).</summary>
public sealed class ContainmentPushTests : IDisposable
{
    private readonly PausableSilo _silo = new();

    public void Dispose() => _silo.Dispose();

    [Fact]
    [Rule("P-C1")]
    public async Task Confirmed_by_all_it_is_in_force_at_once()
    {
        Assert.True(await _silo.RenewAsync());
        _silo.Land();
        _silo.Peers.OnOffer = (_, change) =>
        {
            _silo.Confirm(change);
            return Task.FromResult(true);
        };

        await _silo.BringInForceAsync();

        Assert.True(_silo.Fence.IsHeld);
        Assert.False(_silo.Accepts());
    }

    [Theory]
    [Rule("P-C1"), Rule("G6")]
    [InlineData("no")]
    [InlineData("fault")]
    [InlineData("table")]
    public async Task Without_a_confirmation_it_is_in_force_1_1_T_after_the_landing(string what)
    {
        _silo.Peers.OnOffer = (_, _) => what == "no" ? Task.FromResult(false) : throw new TimeoutException("silent");
        if (what == "table")
        {
            _silo.Table.BeforeRead = () => throw new IOException("no answer");
        }

        await AssertLapsesAsync();
    }

    [Fact]
    [Rule("P-C1")]
    public async Task The_membership_table_is_read_and_not_the_view_that_this_silo_has_of_it()
    {
        // It joined a moment ago, and this silo's own view does not have it yet.
        var joiner = ScriptedMembership.Silo(3);
        _silo.Table.Rows.Add((joiner, SiloStatus.Joining));
        var asked = new List<SiloAddress>();
        _silo.Peers.OnOffer = (silo, _) =>
        {
            asked.Add(silo);
            return Task.FromResult(true);
        };

        await _silo.BringInForceAsync();

        Assert.Equal([PausableSilo.Other, joiner], asked);
    }

    [Fact]
    [Rule("P-C1"), Rule("P-F5")]
    public async Task A_death_that_was_seen_1_1_T_ago_costs_nothing_and_one_moment_earlier_it_does()
    {
        Kill();
        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        var early = _silo.BringInForceAsync();
        Assert.False(early.IsCompleted);
        _silo.Clock.Advance(SiloFence.SafeWait);
        await early;

        Assert.True(_silo.BringInForceAsync().IsCompletedSuccessfully);
    }

    [Fact]
    [Rule("P-C1"), Rule("P-F5")]
    public async Task A_silo_that_gave_its_fence_up_and_said_so_is_not_asked()
    {
        await AssertLapsesAsync();
        _silo.Deaths.Announced(PausableSilo.Other);

        Assert.True(_silo.BringInForceAsync().IsCompletedSuccessfully);
    }

    private void Kill()
    {
        _silo.Table.Rows[1] = (PausableSilo.Other, SiloStatus.Dead);
        _silo.Deaths.Take(ScriptedMembership.Snapshot(2, (ScriptedMembership.Own, SiloStatus.Active), (PausableSilo.Other, SiloStatus.Dead)));
    }

    private async Task AssertLapsesAsync()
    {
        var inForce = _silo.BringInForceAsync();
        _silo.Clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        Assert.False(inForce.IsCompleted);
        _silo.Clock.Advance(TimeSpan.FromMilliseconds(1));
        await inForce;
    }
}
