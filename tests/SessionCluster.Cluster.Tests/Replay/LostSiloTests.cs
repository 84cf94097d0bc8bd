using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Clusters;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Grains.Possession;
using static SessionCluster.Cluster.Tests.Clusters.Zombie;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>The silo that had the session is killed, or is declared dead and goes on answering: no proof is accepted by both it and its successor.</summary>
public sealed class LostSiloTests
{
    [Theory]
    [Rule("L4"), Rule("P-R3"), Rule("P-F5"), Rule("D7"), Rule("G2"), Rule("A5")]
    [InlineData(true, "refused: NonceRequired")]
    [InlineData(false, "accepted")]
    public async Task What_a_killed_silo_has_accepted_is_refused_by_its_successor_unless_that_one_trusts_itself(bool knowsThatItIsCold, string expected)
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            BoundClasses.Use(options);
            options.Silos = 2;
            options.ReplaceServices = services =>
            {
                if (!knowsThatItIsCold)
                {
                    services.AddSingleton<IProofMemories, Forgetful.AlwaysWarm>();
                }
            };
        });
        var id = await cluster.AdmitInAsync(1, () => cluster.AdmitBoundAsync());
        var captured = cluster.Prove();
        Assert.Equal("accepted", await cluster.PresentAsync(id, captured, 0));

        // What it would still write is lost with it.
        cluster.Storage.Faults = operation => operation.Key == id.ToString() ? StorageFault.ThrowWithoutDoing : StorageFault.None;
        await cluster.Cluster.KillSiloAsync(cluster.Silo(1));
        cluster.Storage.Faults = null;

        Assert.Equal(expected, (await AnsweredAsync(() => cluster.AskAsync(id, captured, 0))).ToString());
        Assert.Equal(1, await cluster.CountAcceptedCopiesAsync(id, 60));
    }

    [Theory]
    [Rule("P-F1"), Rule("P-F2"), Rule("G2"), Rule("L20"), Rule("D7")]
    [InlineData(true, "unavailable: Fence")]
    [InlineData(false, "accepted")]
    public async Task A_proof_that_the_successor_has_accepted_is_not_accepted_by_the_dead(bool fenced, string expected)
    {
        await using var cluster = await Zombie.StartAsync(fenced, BoundClasses.Use);
        var id = await cluster.AdmitInAsync(Dead, () => cluster.AdmitBoundAsync());
        var dead = (Abstractions.Grains.ISessionGrain)cluster.Activations(id).Single().GrainInstance!;
        Assert.True((await dead.Validate(Holders.Presentation(cluster.Prove()))).IsAccepted);

        await cluster.DeclareDeadAsync();
        await AnsweredAsync(async () => await cluster.SessionGrain(Survivor, id).Introspect(new IntrospectCall { SecretDigest = GrainCalls.Secret, Audiences = [] }));

        // So much younger than the successor that it asks for no nonce, which would be strange to the dead one anyway.
        cluster.Clock.Advance(TimeSpan.FromSeconds(13));
        var proof = cluster.Prove();
        Assert.Equal("accepted", await cluster.PresentAsync(id, proof, Survivor));
        Assert.Equal(expected, (await dead.Validate(Holders.Presentation(proof))).ToString());
        Assert.Equal("refused: ProofReplayed", await cluster.PresentAsync(id, proof, Survivor));
    }

    /// <summary>Asks until there is an answer: the directory holds the places of the dead, and the successor waits.</summary>
    private static async Task<SessionVerdict> AnsweredAsync(Func<Task<SessionVerdict>> ask)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            limit.Token.ThrowIfCancellationRequested();
            try
            {
                if (await ask() is { Outcome: not VerdictOutcome.Unavailable } verdict)
                {
                    return verdict;
                }
            }
            catch (Exception exception) when (exception is TimeoutException or Orleans.Runtime.OrleansException)
            {
                // Held by the directory: asked again.
            }

            await Task.Delay(100, limit.Token);
        }
    }
}
