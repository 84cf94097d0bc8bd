using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Fence;
using SessionCluster.Grains.Membership;

namespace SessionCluster.Cluster.Tests.Membership;

/// <summary>The directory holds the places of a crashed silo for 1.1 T at least, or the silo does not start (P-F4).</summary>
public sealed class CrashHoldTests
{
    private readonly GrainDirectoryOptions _directory = new();
    private readonly ClusterMembershipOptions _membership = new();

    [Fact]
    [Rule("P-F4")]
    public void As_shipped_the_hold_is_4_s_and_by_orleans_defaults_it_would_be_zero()
    {
        Assert.Equal(TimeSpan.Zero, HoldByOrleans());

        ClusterTuning.Apply(_directory);
        ClusterTuning.Apply(_membership);

        Assert.Equal(TimeSpan.FromSeconds(4), HoldByOrleans());
        Assert.Equal(TimeSpan.FromSeconds(4), ClusterTuning.CrashHold(_directory, _membership));
        Validate();
    }

    [Theory]
    [Rule("P-F4")]
    [InlineData(9300, 2000, 3, true)]
    [InlineData(9299, 2000, 3, false)]
    [InlineData(9300, 2001, 3, false)]
    [InlineData(9300, 2000, 4, false)]
    public void A_hold_of_1_1_T_is_enough_and_less_is_refused(int leaseMilliseconds, int probeMilliseconds, int missed, bool enough)
    {
        _directory.RangeLeaseDuration = TimeSpan.FromMilliseconds(leaseMilliseconds);
        _membership.MaxProbeTimeout = TimeSpan.FromMilliseconds(probeMilliseconds);
        _membership.NumMissedProbesLimit = missed;

        Assert.Equal(HoldByOrleans() >= SiloFence.SafeWait, enough);
        if (enough)
        {
            Validate();
        }
        else
        {
            Assert.Throws<OrleansConfigurationException>(Validate);
        }
    }

    [Fact]
    [Rule("P-F4")]
    public async Task A_silo_with_orleans_own_lease_does_not_start_and_says_which_options_with_which_numbers()
    {
        // A silo that is refused is not a silo that has started: the harness passes on what its host throws.
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => SessionTestCluster.StartAsync(options => options.ConfigureSilo = silo =>
            silo.Configure<ClusterMembershipOptions>(membership => membership.MaxProbeTimeout = TimeSpan.FromSeconds(20))));

        Assert.Equal(
            "GrainDirectoryOptions.RangeLeaseDuration is 10 s. Less the time of detection, ClusterMembershipOptions.MaxProbeTimeout x NumMissedProbesLimit = 20 s x 3, a crashed silo's sessions are held for 0 s, and at least 3.3 s are needed: that silo may answer for so long. Raise the first, or lower one of the others.",
            refusal.Message);
    }

    [Fact]
    [Rule("P-F4")]
    public async Task A_silo_of_this_product_runs_with_the_tuned_numbers()
    {
        await using var cluster = await SessionTestCluster.StartAsync();
        var membership = cluster.SiloServices.GetRequiredService<IOptions<ClusterMembershipOptions>>().Value;
        var directory = cluster.SiloServices.GetRequiredService<IOptions<GrainDirectoryOptions>>().Value;

        Assert.Equal((1000, 500, 2000), (membership.ProbeTimeout.TotalMilliseconds, membership.MinProbeTimeout.TotalMilliseconds, membership.MaxProbeTimeout.TotalMilliseconds));
        Assert.Equal((3, 2, 5, 5), (membership.NumMissedProbesLimit, membership.NumVotesForDeathDeclaration, membership.TableRefreshTimeout.TotalSeconds, membership.IAmAliveTablePublishTimeout.TotalSeconds));
        Assert.Equal(10, directory.RangeLeaseDuration.TotalSeconds);
    }

    /// <summary>What Orleans itself makes of the options: it is internal, and a version that computes otherwise must not pass unnoticed.</summary>
    private TimeSpan HoldByOrleans() =>
        (TimeSpan)typeof(Orleans.Runtime.Silo).Assembly.GetType("Orleans.Runtime.GrainDirectory.DistributedGrainDirectory", throwOnError: true)!
            .GetMethod("CalculateDeadSiloLeaseDuration", BindingFlags.NonPublic | BindingFlags.Static)!
            .Invoke(null, [_directory.RangeLeaseDuration, _membership])!;

    private void Validate() => new CrashHoldValidator(Options.Create(_directory), Options.Create(_membership)).ValidateConfiguration();
}
