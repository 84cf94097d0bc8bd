using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Cluster.Tests.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Replay;

/// <summary>A memory that is full refuses what is new, and forgets nothing for it.</summary>
public sealed class FullWindowTests
{
    [Fact]
    [Rule("L2"), Rule("P-R1"), Rule("D9"), Rule("G2")]
    public async Task A_full_window_refuses_and_no_live_proof_is_evicted()
    {
        await using var cluster = await SessionTestCluster.StartAsync(BoundClasses.Use);
        var (id, first) = await FilledAsync(cluster);

        Assert.Equal("refused: WindowFull", await cluster.PresentAsync(id, cluster.Prove()));
        Assert.Equal("refused: ProofReplayed", await cluster.PresentAsync(id, first));
        Assert.Equal("accepted", (await cluster.IntrospectAsync(id)).ToString());

        // What can't be accepted any more makes room: lifetime and skew, and the second it is kept in full.
        cluster.Clock.Advance(TimeSpan.FromSeconds(72));
        Assert.Equal("accepted", await cluster.PresentAsync(id, cluster.Prove()));
    }

    [Fact]
    [Rule("L2")]
    public async Task A_window_that_makes_room_by_evicting_takes_an_old_proof_again()
    {
        var memory = ProofMemory.Warm(new(ReplayBudget.DefaultLimit));
        await using var cluster = await StartAsync(services => services.AddSingleton<ISessionDecider>(
            Forgetful.GoesBy(_ => memory.Count < BoundClasses.SmallEntries ? memory : memory = ProofMemory.Warm(new(ReplayBudget.DefaultLimit)))));
        var (id, first) = await FilledAsync(cluster);

        Assert.Equal("accepted", await cluster.PresentAsync(id, cluster.Prove()));
        Assert.Equal("accepted", await cluster.PresentAsync(id, first));
    }

    [Fact]
    [Rule("P-R1"), Rule("D9")]
    public async Task All_windows_of_a_silo_share_its_room_and_give_it_back_when_they_leave()
    {
        await using var cluster = await StartAsync(services => services.AddSingleton(new ReplayBudget(BoundClasses.SmallEntries)));
        var budget = cluster.Of<ReplayBudget>(0);
        var (full, first) = await FilledAsync(cluster);
        var other = await cluster.AdmitBoundAsync();
        var bearer = await cluster.AdmitAsync(SessionSamples.NewSubject());

        Assert.Equal("refused: WindowFull", await cluster.PresentAsync(other, cluster.Prove()));
        Assert.Equal("accepted", await cluster.PresentAsync(bearer));
        Assert.Equal("refused: ProofReplayed", await cluster.PresentAsync(full, first));
        Assert.Equal(BoundClasses.SmallEntries, budget.Used);

        await cluster.DeactivateAsync(full);
        Assert.Equal(0, budget.Used);
        Assert.Equal("accepted", await cluster.PresentAsync(other, cluster.Prove()));
    }

    [Fact]
    [Rule("D9"), Rule("N6")]
    public async Task A_bearer_session_remembers_nothing_of_how_it_was_presented()
    {
        await using var cluster = await SessionTestCluster.StartAsync(BoundClasses.Use);
        var bearer = await cluster.AdmitAsync(SessionSamples.NewSubject());
        var bound = await cluster.AdmitBoundAsync();
        await cluster.DeactivateAsync(bearer);
        Assert.Equal("accepted", (await cluster.AskAsync(bearer, Holders.Presentation(null, Abstractions.Validation.TokenScheme.Bearer, attempt: 1))).ToString());
        Assert.Equal("refused: WrongKey", await cluster.PresentAsync(bearer, cluster.Prove()));
        Assert.Equal("refused: WrongKey", await cluster.PresentAsync(bound, cluster.Prove(key: Holders.Thief)));

        // Who asked, and that a copy is about: neither the proof nor the attempt.
        Assert.True(MemoryOf(bearer) is null or PresentationMemory { Proofs: null, Attempts: null });
        Assert.True(MemoryOf(bound) is null or PresentationMemory { Proofs: null, Attempts: null });
        Assert.Equal("accepted", await cluster.PresentAsync(bound, cluster.Prove()));
        Assert.True(MemoryOf(bound) is PresentationMemory { Proofs: not null });

        object? MemoryOf(SessionId id) => typeof(SessionGrain).GetField("_memory", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(cluster.Activations(id).Single().GrainInstance);
    }

    private static async Task<(SessionId Id, Abstractions.Possession.PossessionEvidence First)> FilledAsync(SessionTestCluster cluster)
    {
        var id = await cluster.AdmitBoundAsync(BoundClasses.Small);
        var first = cluster.Prove();
        Assert.Equal("accepted", await cluster.PresentAsync(id, first));
        for (var more = 1; more < BoundClasses.SmallEntries; more++)
        {
            Assert.Equal("accepted", await cluster.PresentAsync(id, cluster.Prove()));
        }

        return (id, first);
    }

    private static async Task<SessionTestCluster> StartAsync(Action<IServiceCollection> replace) => await SessionTestCluster.StartAsync(options =>
    {
        BoundClasses.Use(options);
        options.ReplaceServices = replace;
    });
}
