using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Possession;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>The memory of proofs dies with its activation, however that goes; what it had accepted is not accepted again, and the holder goes on after one challenge (P-R3).</summary>
public sealed class ColdActivationTests
{
    // A proof may be as far ahead of the clock as that, and is then still fresh when another activation begins.
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(10);

    [Theory]
    [Rule("L4"), Rule("P-R3"), Rule("D7"), Rule("G2"), Rule("A5")]
    [InlineData("deactivation", true)]
    [InlineData("deactivation", false)]
    [InlineData("idle collection", true)]
    [InlineData("restart", true)]
    [InlineData("restart", false)]
    [InlineData("crash", true)]
    [InlineData("crash", false)]
    public async Task What_an_earlier_activation_has_accepted_is_refused_unless_a_cold_one_trusts_itself(string loss, bool knowsThatItIsCold)
    {
        var cluster = await StartAsync(knowsThatItIsCold);
        try
        {
            var id = await cluster.AdmitBoundAsync();
            PossessionEvidence[] captured = [cluster.Prove(), Holders.Owner.Prove(cluster.Clock.GetUtcNow() + Ahead), Holders.Owner.Prove(cluster.Clock.GetUtcNow() - TimeSpan.FromSeconds(30))];
            foreach (var proof in captured)
            {
                Assert.Equal("accepted", await cluster.PresentAsync(id, proof));
            }

            cluster = await LoseAsync(cluster, id, loss);

            for (var second = 0; second < 30; second += 3)
            {
                foreach (var proof in captured)
                {
                    Assert.Equal(knowsThatItIsCold ? "refused: NonceRequired" : second == 0 ? "accepted" : "refused: ProofReplayed", await cluster.PresentAsync(id, proof));
                }

                cluster.Clock.Advance(TimeSpan.FromSeconds(3));
            }

            Assert.Equal(1, await cluster.CountAcceptedCopiesAsync(id, 60));
        }
        finally
        {
            await cluster.DisposeAsync();
        }
    }

    [Fact]
    [Rule("P-R3")]
    public async Task Without_a_nonce_a_cold_activation_accepts_what_is_12_s_younger_than_itself_and_nothing_older()
    {
        await using var cluster = await StartAsync(knowsThatItIsCold: true);
        var young = await cluster.AdmitBoundAsync();
        var old = await cluster.AdmitBoundAsync();
        await cluster.DeactivateAsync(young);
        await cluster.DeactivateAsync(old);
        await cluster.InfoAsync(young);
        await cluster.InfoAsync(old);
        var begun = cluster.Clock.GetUtcNow();
        cluster.Clock.Advance(TimeSpan.FromSeconds(13));

        Assert.Equal("accepted", await cluster.PresentAsync(young, Holders.Owner.Prove(begun + TimeSpan.FromSeconds(13))));
        Assert.Equal("refused: NonceRequired", await cluster.PresentAsync(old, Holders.Owner.Prove(begun + TimeSpan.FromSeconds(12))));
    }

    [Fact]
    [Rule("P-R3"), Rule("D10"), Rule("L4")]
    public async Task A_nonce_of_an_earlier_activation_is_none()
    {
        await using var cluster = await StartAsync(knowsThatItIsCold: true);
        var id = await cluster.AdmitBoundAsync();
        await cluster.DeactivateAsync(id);
        var nonce = (await cluster.AskAsync(id, cluster.Prove())).Nonce!;
        var captured = cluster.Prove(nonce);
        Assert.Equal("accepted", await cluster.PresentAsync(id, captured));

        await cluster.DeactivateAsync(id);

        Assert.Equal("refused: NonceRequired", await cluster.PresentAsync(id, captured));
        Assert.Equal("refused: NonceRequired", await cluster.PresentAsync(id, cluster.Prove(nonce)));
        Assert.Equal("accepted", await cluster.PassAsync(id));
    }

    [Fact]
    [Rule("P-R3")]
    public async Task The_activation_that_inserted_the_row_asks_for_no_nonce_at_all()
    {
        await using var cluster = await StartAsync(knowsThatItIsCold: true);
        var id = await cluster.AdmitBoundAsync();

        var verdict = await cluster.AskAsync(id, cluster.Prove());

        Assert.Equal(("accepted", null), (verdict.ToString(), verdict.Nonce));
    }

    private static async Task<SessionTestCluster> LoseAsync(SessionTestCluster cluster, SessionId id, string loss)
    {
        switch (loss)
        {
            case "restart":
                return await cluster.RestartAsync();
            case "crash":
                return await cluster.RestartAfterCrashAsync();
            case "idle collection":
                await cluster.SiloGrains.GetGrain<IManagementGrain>(0).ForceActivationCollection(TimeSpan.Zero);
                while (cluster.Activations(id).Length > 0)
                {
                    await Task.Delay(10, TestContext.Current.CancellationToken);
                }

                return cluster;
            default:
                await cluster.DeactivateAsync(id);
                return cluster;
        }
    }

    private static async Task<SessionTestCluster> StartAsync(bool knowsThatItIsCold) => await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.ReplaceServices = services =>
        {
            if (!knowsThatItIsCold)
            {
                services.AddSingleton<IProofMemories, Forgetful.AlwaysWarm>();
            }
        };
    });
}
