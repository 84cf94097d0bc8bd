using SessionCluster.Abstractions.Containment;
using SessionCluster.Abstractions.Grains;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Revocation;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;
using static SessionCluster.Cluster.Tests.Clusters.Zombie;

namespace SessionCluster.Cluster.Tests.Clusters;

/// <summary>A silo that was declared dead and does not know it accepts nothing and acknowledges nothing once a successor may have been told otherwise (P-F1, P-F2, L20).</summary>
public sealed class ZombieTests
{
    [Theory]
    [Rule("P-F1"), Rule("P-F4"), Rule("G1"), Rule("L20"), Rule("L10"), Rule("N10")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task What_was_revoked_through_a_survivor_is_not_accepted_by_the_dead(bool fenced, string expected)
    {
        await using var cluster = await StartAsync(fenced);
        var id = await cluster.AdmitInAsync(Dead);
        Assert.Equal("accepted", await cluster.PresentAsync(Dead, id));
        var dead = cluster.ActivationOf(id);

        await cluster.DeclareDeadAsync();
        Assert.Equal("accepted", await cluster.PresentToSurvivorAsync(id));
        Assert.IsType<RevokeOutcome.Revoked>(await cluster.TryRevokeAsync(Survivor, id));

        // Two activations of one session: that can't be prevented. What they answer can.
        Assert.Equal(2, cluster.Activations(id).Length);
        Assert.Equal(expected, await dead());
        Assert.Equal("refused: Revoked", await cluster.PresentAsync(Survivor, id));
    }

    [Theory]
    [Rule("P-F2"), Rule("P-W3"), Rule("G1"), Rule("G3")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_revocation_that_the_dead_was_asked_for_is_not_acknowledged_although_it_lands(bool fenced)
    {
        await using var cluster = await StartAsync(fenced);
        var id = await cluster.AdmitInAsync(Dead);
        await cluster.DeclareDeadAsync();
        Assert.Equal("accepted", await cluster.PresentToSurvivorAsync(id));

        var outcome = await cluster.TryRevokeAsync(Dead, id);

        // The survivor has read the row before, and nobody has told it: an acknowledgement would be a lie.
        Assert.Equal("accepted", await cluster.PresentAsync(Survivor, id));
        if (fenced)
        {
            Assert.Equal(new RevokeOutcome.Unavailable(UnavailableReason.Fence), outcome);
        }
        else
        {
            Assert.IsType<RevokeOutcome.Revoked>(outcome);
        }
    }

    [Theory]
    [Rule("P-C1"), Rule("P-S2"), Rule("G1"), Rule("L14"), Rule("L10")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task What_was_revoked_with_its_subject_is_not_accepted_by_the_dead_either(bool fenced, string expected)
    {
        await using var cluster = await StartAsync(fenced);
        SubjectId subject = default;
        var id = await cluster.AdmitInAsync(Dead, () => cluster.AdmitAsync(subject = SessionSamples.NewSubject()));
        Assert.Equal("accepted", await cluster.PresentAsync(Dead, id));
        var dead = cluster.ActivationOf(id);

        await cluster.DeclareDeadAsync();
        var receipt = await RevokedAsync(cluster, subject);

        Assert.Equal(1, receipt.SessionsEnded);
        Assert.Equal(expected, await dead());
        Assert.Equal("refused: Revoked", await cluster.PresentToSurvivorAsync(id));
    }

    [Theory]
    [Rule("C1"), Rule("P-C1"), Rule("G1"), Rule("L10")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task What_was_locked_is_not_accepted_by_the_dead_either(bool fenced, string expected)
    {
        await using var cluster = await StartAsync(fenced);
        var id = await cluster.AdmitInAsync(Dead);
        Assert.Equal("accepted", await cluster.PresentAsync(Dead, id));
        var dead = cluster.ActivationOf(id);

        await cluster.DeclareDeadAsync();
        await LockedAsync(cluster);

        Assert.Equal(expected, await dead());
        Assert.Equal("refused: Locked", await cluster.PresentToSurvivorAsync(id));
    }

    [Theory]
    [Rule("P-B3"), Rule("G5"), Rule("L22")]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_use_limit_is_not_exceeded_by_a_successor_and_the_dead_together(bool fenced)
    {
        await using var cluster = await StartAsync(fenced);
        var id = await cluster.AdmitInAsync(Dead, () => cluster.AdmitWithUsesAsync(80));
        var before = await UseAsync(() => cluster.PresentAsync(Dead, id), 3);
        var dead = cluster.ActivationOf(id);
        await cluster.DeclareDeadAsync();
        var after = (await cluster.PresentToSurvivorAsync(id) == "accepted" ? 1 : 0) + await UseAsync(() => cluster.PresentAsync(Survivor, id), 200);

        // Blocks are reserved by conditional writes, so that not even without the fence more than the limit passes; with it, the dead one spends nothing at all.
        var late = await UseAsync(dead, 200);
        Assert.Equal(3, before);
        Assert.InRange(before + after + late, 1, 80);
        Assert.Equal(!fenced, late > 0);
    }

    private static async Task<int> UseAsync(Func<Task<string>> present, int tries)
    {
        var verdicts = await Task.WhenAll(Enumerable.Range(0, tries).Select(_ => present()));
        return verdicts.Count(verdict => verdict == "accepted");
    }

    private static async Task<RevocationReceipt> RevokedAsync(SessionTestCluster cluster, SubjectId subject)
    {
        while (true)
        {
            if (await cluster.TryRevokeAllAsync(Survivor, subject) is RevokeOutcome.Revoked revoked)
            {
                return revoked.Receipt;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static async Task LockedAsync(SessionTestCluster cluster)
    {
        var locks = cluster.Of<IGrainFactory>(Survivor).GetGrain<ILockGrain>(ILockGrain.Key);
        var id = LockCalls.NewId();
        while (await locks.Lock(id, LockCalls.Order(LockDimension.Client, SessionSamples.Login.Value)) is not LockOutcome.Locked)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
