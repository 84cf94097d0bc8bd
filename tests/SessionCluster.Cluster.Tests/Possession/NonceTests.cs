using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Validation;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>Nonces: when they are sent, what they are good for, and how they are replaced (P-R5).</summary>
public sealed class NonceTests(BoundCluster bound) : IClassFixture<BoundCluster>
{
    private readonly SessionTestCluster _cluster = bound.Cluster;

    [Fact]
    [Rule("D10"), Rule("P-R5")]
    public async Task Once_a_nonce_was_sent_a_proof_needs_it_absent_and_wrong_are_refused_and_right_is_accepted()
    {
        var id = await _cluster.AdmitBoundAsync();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
        var nonce = await ChallengeAsync(id);

        var absent = await _cluster.AskAsync(id, _cluster.Prove());
        Assert.Equal((SessionRefusal.NonceRequired, nonce), (absent.Refusal, absent.Nonce));
        var wrong = await _cluster.AskAsync(id, _cluster.Prove("AAAAAAAAAAAAAAAAAAAAAA"));
        Assert.Equal((SessionRefusal.NonceRequired, nonce), (wrong.Refusal, wrong.Nonce));

        var proof = _cluster.Prove(nonce);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
    }

    [Fact]
    [Rule("D10"), Rule("D11"), Rule("P-R5")]
    public async Task A_used_nonce_is_replaced_past_half_its_life_and_the_former_one_counts_until_its_end()
    {
        var id = await _cluster.AdmitBoundAsync();
        var first = await ChallengeAsync(id);
        var drawn = _cluster.Clock.GetUtcNow();
        var early = await _cluster.AskAsync(id, _cluster.Prove(first));
        Assert.Equal(("accepted", null), (early.ToString(), early.Nonce));

        _cluster.Clock.SetUtcNow(drawn + TimeSpan.FromSeconds(150));
        var rotated = _cluster.Prove(first);
        var second = (await _cluster.AskAsync(id, rotated)).Nonce;
        Assert.NotNull(second);
        Assert.NotEqual(first, second);

        // Rotated or not: what was accepted with it is remembered for as long as it lives.
        _cluster.Clock.SetUtcNow(drawn + TimeSpan.FromSeconds(299));
        Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, rotated));
        var former = await _cluster.AskAsync(id, _cluster.Prove(first));
        Assert.Equal(("accepted", second), (former.ToString(), former.Nonce));

        _cluster.Clock.SetUtcNow(drawn + TimeSpan.FromSeconds(300));
        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, rotated));
        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, _cluster.Prove(first)));
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove(second)));
    }

    [Fact]
    [Rule("P-R5"), Rule("D15")]
    public async Task A_live_nonce_lets_a_client_in_whose_clock_is_off()
    {
        var id = await _cluster.AdmitBoundAsync();
        var nonce = await ChallengeAsync(id);
        foreach (var off in new[] { -3600, 3600 })
        {
            var proof = Holders.Owner.Prove(_cluster.Clock.GetUtcNow() + TimeSpan.FromSeconds(off), nonce: nonce);
            Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));
            Assert.Equal("refused: ProofReplayed", await _cluster.PresentAsync(id, proof));
        }
    }

    [Fact]
    [Rule("D10")]
    public async Task Nonces_are_128_random_bits_and_one_activations_is_not_anothers()
    {
        var nonces = new HashSet<string>();
        for (var session = 0; session < 20; session++)
        {
            var nonce = await ChallengeAsync(await _cluster.AdmitBoundAsync());
            Assert.Matches("^[A-Za-z0-9_-]{22}$", nonce);
            Assert.True(nonces.Add(nonce));
        }

        var id = await _cluster.AdmitBoundAsync();
        Assert.Equal("refused: NonceRequired", await _cluster.PresentAsync(id, _cluster.Prove(nonces.First())));
    }

    [Fact]
    [Rule("D10"), Rule("P-R5")]
    public async Task A_refusal_of_another_kind_sends_no_nonce_and_asks_for_none_later()
    {
        var id = await _cluster.AdmitBoundAsync();
        var proof = _cluster.Prove();
        Assert.Equal("accepted", await _cluster.PresentAsync(id, proof));

        foreach (var refused in new[] { proof, _cluster.Prove(key: Holders.Thief), null })
        {
            Assert.Null((await _cluster.AskAsync(id, refused)).Nonce);
        }

        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove()));
    }

    [Fact]
    [Rule("P-R5")]
    public async Task A_class_that_always_wants_a_nonce_asks_the_first_proof_for_one()
    {
        var call = _cluster.BoundCall("privileged");
        var id = Assert.IsType<Abstractions.Establishment.EstablishOutcome.Established>(await _cluster.TryAdmitAsync(call with
        {
            Authentication = new(["hwk", "pin"], _cluster.Clock.GetUtcNow()),
            KeyStorage = Abstractions.Possession.KeyStorage.Hardware,
        })).Id;

        var asked = await _cluster.AskAsync(id, _cluster.Prove());

        Assert.Equal(SessionRefusal.NonceRequired, asked.Refusal);
        Assert.Equal("accepted", await _cluster.PresentAsync(id, _cluster.Prove(asked.Nonce)));
    }

    /// <summary>By a proof that is too old, which even a warm activation answers with a nonce.</summary>
    private async Task<string> ChallengeAsync(SessionId id)
    {
        var verdict = await _cluster.AskAsync(id, Holders.Owner.Prove(_cluster.Clock.GetUtcNow() - TimeSpan.FromMinutes(2)));
        Assert.Equal(SessionRefusal.ProofStale, verdict.Refusal);
        return verdict.Nonce!;
    }
}
