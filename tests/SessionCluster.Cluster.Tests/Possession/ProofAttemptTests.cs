using Microsoft.Extensions.DependencyInjection;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Sessions;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>The edge's own repetition of a call whose answer was lost is no replay; whatever differs in it is (P-R6).</summary>
public sealed class ProofAttemptTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("P-R6"), Rule("G5")]
    public async Task The_same_call_with_the_same_proof_is_accepted_again_and_spends_nothing()
    {
        var id = Assert.IsType<EstablishOutcome.Established>(await _cluster.TryAdmitAsync(_cluster.BoundCall() with { MaxUses = 2 })).Id;
        var proof = _cluster.Prove();
        for (var sending = 0; sending < 5; sending++)
        {
            Assert.Equal("accepted", await PresentAsync(id, proof, 1));
        }

        Assert.Equal(1, (await _cluster.InfoAsync(id)).UsesLeft);
    }

    [Fact]
    [Rule("P-R6"), Rule("D7"), Rule("A5")]
    public async Task A_captured_proof_in_another_call_of_another_caller_or_in_none_is_a_replay()
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await PresentAsync(id, proof, 1));

        Assert.Equal("refused: ProofReplayed", await PresentAsync(id, proof, 2));
        Assert.Equal("refused: ProofReplayed", await PresentAsync(id, proof, 1, "thief"));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        Assert.Equal("accepted", await PresentAsync(id, proof, 1));
    }

    [Fact]
    [Rule("P-R6"), Rule("D7")]
    public async Task Another_proof_of_the_same_id_in_the_same_call_is_a_replay_and_a_new_one_is_a_new_proof()
    {
        var id = await _cluster.AdmitBoundAsync();
        var now = _cluster.Clock.GetUtcNow();
        Assert.Equal("accepted", await PresentAsync(id, Holders.Owner.Prove(now, "one"), 1));

        Assert.Equal("refused: ProofReplayed", await PresentAsync(id, Holders.Owner.Prove(now.AddSeconds(1), "one"), 1));
        Assert.Equal("accepted", await PresentAsync(id, _cluster.Prove(), 1));
    }

    [Theory]
    [Rule("P-R6")]
    [InlineData(9_999, "accepted")]
    [InlineData(10_000, "refused: ProofReplayed")]
    public async Task For_ten_seconds(int milliseconds, string verdict)
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await PresentAsync(id, proof, 1));

        _cluster.Clock.Advance(TimeSpan.FromMilliseconds(milliseconds));

        Assert.Equal(verdict, await PresentAsync(id, proof, 1));
    }

    [Fact]
    [Rule("P-R6"), Rule("G1")]
    public async Task An_end_wins_over_a_proof_that_was_accepted_before()
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await PresentAsync(id, proof, 1));

        await _cluster.RevokeAsync(id);

        Assert.Equal("refused: Revoked", await PresentAsync(id, proof, 1));
    }

    [Fact]
    [Rule("P-R6"), Rule("P-R3"), Rule("L4")]
    public async Task A_cold_activation_honours_no_attempt()
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await PresentAsync(id, proof, 1));

        await _cluster.DeactivateAsync(id);

        Assert.Equal("refused: NonceRequired", await PresentAsync(id, proof, 1));
    }

    [Fact]
    [Rule("P-R6")]
    public async Task With_a_decider_that_knows_no_attempts_a_lost_answer_costs_the_holder_a_new_proof()
    {
        await using var cluster = await SessionTestCluster.StartAsync(options =>
        {
            BoundClasses.Use(options);
            options.ReplaceServices = services => services.AddSingleton<ISessionDecider>(new DeciderThat((state, in usage, containment, in presentation, now) =>
                SessionRules.Decide(state, usage, containment, presentation with { IsRepetition = false }, now)));
        });
        var id = await cluster.AdmitBoundAsync();
        var call = Holders.Presentation(cluster.Prove(), attempt: 1, caller: "shop");
        Assert.Equal("accepted", (await cluster.AskAsync(id, call)).ToString());

        Assert.Equal("refused: ProofReplayed", (await cluster.AskAsync(id, call)).ToString());
    }

    private async Task<string> PresentAsync(SessionId id, PossessionEvidence proof, int attempt, string caller = "shop") =>
        (await _cluster.AskAsync(id, Holders.Presentation(proof, attempt: attempt, caller: caller))).ToString();
}
