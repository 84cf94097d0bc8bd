using SessionCluster.EndToEnd.Tests.Cluster;
namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>SIGSTOP past its death, revocation through a survivor, calls that wait, SIGCONT: what is claimed of pauses is attacked with processes.</summary>
public sealed class ZombieTests
{
    // It learns of its own death late, so that only the fence keeps it from answering.
    private const string LearnsLate = "--test:membership=slow";

    [Theory, Rule("G1"), Rule("P-F1"), Rule("P-F2"), Rule("P-C1"), Rule("L20")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Paused_past_its_death_a_silo_accepts_nothing_and_acknowledges_nothing_false(bool bySubject)
    {
        await using var home = await ClusterHome.StartAsync(3, LearnsLate);

        var answers = await Zombie.RaiseAsync(home, bySubject);

        Assert.DoesNotContain("accepted", answers.Verdicts);
        Assert.DoesNotContain("accepted", answers.Locked);
        Assert.Empty(answers.Untrue);
    }

    /// <summary>
    /// The pair of the test above. The calls that wait still race with what others tell it of its own death, which makes it forward them to the living; so the attack has several attempts, and one that succeeds shows what the
    /// fence is for.
    /// </summary>
    [Theory, Rule("P-F1"), Rule("P-C1")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Without_the_fence_it_accepts_what_was_revoked_or_locked_meanwhile(bool bySubject)
    {
        const int attempts = 5;
        var (verdicts, locked) = (new List<string>(), new List<string>());

        for (var attempt = 0; attempt < attempts && !(verdicts.Contains("accepted") && locked.Contains("accepted")); attempt++)
        {
            await using var home = await ClusterHome.StartAsync(3, LearnsLate, "--test:fence=off");
            var answers = await Zombie.RaiseAsync(home, bySubject);
            verdicts.AddRange(answers.Verdicts);
            locked.AddRange(answers.Locked);
        }

        Assert.Contains("accepted", verdicts);
        Assert.Contains("accepted", locked);
    }

    [Fact, Rule("G1"), Rule("P-F5")]
    public async Task A_silo_that_joins_during_the_hold_does_not_make_two_of_one_session()
    {
        await using var home = await ClusterHome.StartAsync(3);
        ClusterSilo? joiner = null;

        var answers = await Zombie.RaiseAsync(home, bySubject: false, async () => joiner = await home.AddSiloAsync());

        Assert.DoesNotContain("accepted", answers.Verdicts);
        Assert.DoesNotContain("accepted", answers.Locked);
        Assert.Empty(answers.Untrue);
        Assert.NotNull(joiner);
    }
}
