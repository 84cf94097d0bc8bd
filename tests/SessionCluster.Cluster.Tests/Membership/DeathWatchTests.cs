using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Membership;

/// <summary>Deaths count from when this silo first saw them, by its own clock; an announced one does not count (P-F5).</summary>
public sealed class DeathWatchTests : IDisposable
{
    private static readonly SiloAddress Other = ScriptedMembership.Silo(2);

    private static readonly SiloAddress Third = ScriptedMembership.Silo(3);

    private readonly FakeTimeProvider _clock = new();
    private readonly ScriptedMembership _membership = new();
    private readonly DeathWatch _deaths;
    private readonly MembershipQuarantine _quarantine;

    public DeathWatchTests()
    {
        _deaths = new(_membership, new Departures.NamedSilo(ScriptedMembership.Own), _clock, NullLogger<DeathWatch>.Instance);
        _quarantine = new(_deaths, _clock);
        See(1, (Other, SiloStatus.Active), (Third, SiloStatus.Active));
    }

    public void Dispose() => _deaths.Dispose();

    [Fact]
    [Rule("P-F5")]
    public void Without_a_death_nobody_waits() => Assert.True(IsOver(1));

    [Fact]
    [Rule("P-F5")]
    public void After_an_unannounced_death_it_lasts_1_1_T_and_not_less()
    {
        See(2, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));
        Assert.False(IsOver(2));

        _clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        Assert.False(IsOver(2));
        Assert.False(_deaths.IsHarmless(Other));

        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(IsOver(2));
        Assert.True(_deaths.IsHarmless(Other));
        Assert.False(_deaths.IsHarmless(Third));
    }

    [Fact]
    [Rule("P-F5")]
    public void The_latest_death_counts_and_one_that_is_seen_again_does_not_begin_anew()
    {
        See(2, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));
        _clock.Advance(TimeSpan.FromSeconds(2));
        See(3, (Other, SiloStatus.Dead), (Third, SiloStatus.Dead));
        _clock.Advance(TimeSpan.FromSeconds(2));
        See(4, (Other, SiloStatus.Dead), (Third, SiloStatus.Dead));

        Assert.True(_deaths.IsHarmless(Other));
        Assert.False(IsOver(4));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.True(IsOver(4));
    }

    [Theory]
    [Rule("P-F5")]
    [InlineData(true)]
    [InlineData(false)]
    public void An_announced_death_is_no_reason_to_wait_whether_the_word_comes_before_or_after_it(bool before)
    {
        if (before)
        {
            _deaths.Announced(Other);
        }

        See(2, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));
        if (!before)
        {
            Assert.False(IsOver(2));
            _deaths.Announced(Other);
        }

        Assert.True(IsOver(2));
        Assert.True(_deaths.IsHarmless(Other));
        Assert.False(_deaths.Current.AnyUncleanSince(new(1)));
    }

    [Fact]
    [Rule("P-F5")]
    public void A_row_that_vanishes_is_a_death_and_so_is_one_that_was_dead_when_this_silo_first_looked()
    {
        See(2, (Third, SiloStatus.Active));
        Assert.False(IsOver(2));

        using var late = new DeathWatch(_membership, new Departures.NamedSilo(ScriptedMembership.Own), _clock, NullLogger<DeathWatch>.Instance);
        late.Take(ScriptedMembership.Snapshot(9, (ScriptedMembership.Own, SiloStatus.Joining), (Other, SiloStatus.Dead)));
        Assert.False(new MembershipQuarantine(late, _clock).IsOver(Activation(9)));
    }

    [Fact]
    [Rule("P-F5")]
    public void An_activation_that_was_registered_by_a_newer_membership_waits_until_this_silo_knows_it()
    {
        // The directory's owner saw a death that this silo has not seen yet.
        Assert.False(IsOver(2));
        _clock.Advance(TimeSpan.FromMinutes(1));
        Assert.False(IsOver(2));

        // Asked, it looks; and from then on the death counts.
        _membership.CurrentSnapshot = ScriptedMembership.Snapshot(2, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));
        Assert.False(IsOver(2));
        _clock.Advance(SiloFence.SafeWait);
        Assert.True(IsOver(2));
    }

    [Fact]
    [Rule("P-R4")]
    public void Whether_somebody_died_since_a_version_is_told_by_the_version_of_the_death()
    {
        See(5, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));

        Assert.True(_deaths.Current.AnyUncleanSince(new(4)));
        Assert.False(_deaths.Current.AnyUncleanSince(new(5)));
    }

    [Fact]
    [Rule("P-F5")]
    public async Task Whoever_waits_goes_on_when_it_is_over_and_gives_up_after_20_s()
    {
        See(2, (Other, SiloStatus.Dead), (Third, SiloStatus.Active));
        var waiting = _quarantine.WaitAsync(Activation(2)).AsTask();
        _clock.Advance(SiloFence.SafeWait - TimeSpan.FromMilliseconds(1));
        Assert.False(waiting.IsCompleted);
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.True(await waiting);

        var vain = _quarantine.WaitAsync(Activation(3)).AsTask();
        while (!vain.IsCompleted)
        {
            _clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        Assert.False(await vain);
    }

    private static GrainAddress Activation(long version) => new() { GrainId = GrainId.Create("session", "s"), ActivationId = ActivationId.NewId(), SiloAddress = ScriptedMembership.Own, MembershipVersion = new(version) };

    private void See(long version, params (SiloAddress Silo, SiloStatus Status)[] members) =>
        _deaths.Take(_membership.CurrentSnapshot = ScriptedMembership.Snapshot(version, [(ScriptedMembership.Own, SiloStatus.Active), .. members]));

    private bool IsOver(long version) => _quarantine.IsOver(Activation(version));
}
