using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>A proof is accepted once, through however many silos it is sent at the same time.</summary>
public sealed class OnceOnlyTests
{
    private const int Copies = 120;

    [Theory]
    [Rule("D7"), Rule("L1"), Rule("G2"), Rule("N20"), Rule("P-R1"), Rule("P-F3"), Rule("A5")]
    [InlineData(true, 1)]
    [InlineData(false, Copies)]
    public async Task Of_many_copies_through_three_silos_exactly_one_is_accepted(bool remembers, int expected)
    {
        await using var cluster = await StartAsync(remembers ? null : Forgetful.EveryProof, silos: 3);
        var id = await cluster.AdmitBoundAsync();
        for (var round = 0; round < 3; round++)
        {
            var proof = cluster.Prove();

            var verdicts = await Task.WhenAll(Enumerable.Range(0, Copies).Select(copy => cluster.PresentAsync(id, proof, copy % 3)));

            Assert.Equal(expected, verdicts.Count(verdict => verdict == "accepted"));
            Assert.Equal(Copies - expected, verdicts.Count(verdict => verdict == "refused: ProofReplayed"));
        }
    }

    [Theory]
    [Rule("D8"), Rule("L3"), Rule("D7")]
    [InlineData(true, "accepted")]
    [InlineData(false, "refused: ProofReplayed")]
    public async Task Equal_ids_of_two_keys_are_two_proofs(bool perSession, string expected)
    {
        var shared = ProofMemory.Warm(new(ReplayBudget.DefaultLimit));
        await using var cluster = await StartAsync(perSession ? null : Forgetful.GoesBy(_ => shared));
        var mine = await cluster.AdmitBoundAsync();
        var another = await cluster.AdmitBoundAsync(key: Holders.Thief);
        var now = cluster.Clock.GetUtcNow();

        Assert.Equal("accepted", await cluster.PresentAsync(another, Holders.Thief.Prove(now, id: "42")));

        Assert.Equal(expected, await cluster.PresentAsync(mine, Holders.Owner.Prove(now, id: "42")));
        Assert.Equal("refused: ProofReplayed", await cluster.PresentAsync(mine, Holders.Owner.Prove(now, id: "42")));
    }

    [Fact]
    [Rule("D9")]
    public async Task An_id_of_5000_characters_is_accepted_once()
    {
        await using var cluster = await StartAsync();
        var id = await cluster.AdmitBoundAsync();
        var proof = Holders.Owner.Prove(cluster.Clock.GetUtcNow(), id: new string('j', 5000));

        Assert.Equal("accepted", await cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofReplayed", await cluster.PresentAsync(id, proof));
    }

    private static async Task<SessionTestCluster> StartAsync(ISessionDecider? decider = null, short silos = 1) => await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.Silos = silos;
        options.ReplaceServices = services =>
        {
            if (decider is not null)
            {
                services.AddSingleton(decider);
            }
        };
    });
}
