using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>One activation's memory: once only, near enough, and by a clock that never goes back.</summary>
public sealed class ProofMemoryTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    [Fact]
    [Rule("D7"), Rule("P-R1"), Rule("A5"), Rule("G2")]
    public void A_proof_is_accepted_once()
    {
        var memory = Warm();
        var proof = SampleProof.Of("1", Now);

        Assert.True(Accept(memory, proof, Now));
        for (var second = 0; second <= 60; second++)
        {
            Assert.Equal(ProofStanding.Replayed, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(second)));
        }

        Assert.Equal(ProofStanding.Stale, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(60).AddTicks(1)));
        Assert.Equal(1, memory.Count);
    }

    [Fact]
    [Rule("L1")]
    public void Asking_is_not_remembering_so_that_what_is_not_accepted_after_all_is_not_used_up()
    {
        var memory = Warm();
        var proof = SampleProof.Of("1", Now);

        Assert.Equal(ProofStanding.Fresh, memory.Examine(proof, SampleProof.Terms, Now));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(proof, SampleProof.Terms, Now));
        Assert.Equal(0, memory.Count);
        Assert.True(Accept(memory, proof, Now));
        Assert.False(Accept(memory, proof, Now));
    }

    [Fact]
    [Rule("D8"), Rule("L3")]
    public void Two_sessions_may_use_one_id()
    {
        var proof = SampleProof.Of("1", Now);
        var others = SampleProof.Of("1", Now, key: SampleProof.OtherKey);

        Assert.True(Accept(Warm(), proof, Now));
        Assert.True(Accept(Warm(), others, Now));

        // The twin: one memory for both of them.
        var shared = Warm();
        Assert.True(Accept(shared, proof, Now));
        Assert.False(Accept(shared, others, Now));
    }

    [Theory]
    [Rule("D15"), Rule("P-R2")]
    [InlineData(60, 0, true)]
    [InlineData(60, -1, true)]
    [InlineData(60, 1, false)]
    [InlineData(5, 0, true)]
    [InlineData(5, 1, false)]
    [InlineData(300, 0, true)]
    [InlineData(300, 1, false)]
    public void A_proof_is_as_old_as_its_lifetime_at_most(int lifetime, long ticks, bool good)
    {
        var terms = SampleProof.Terms with { ProofLifetime = TimeSpan.FromSeconds(lifetime) };
        var now = Now.AddSeconds(lifetime).AddTicks(ticks);

        Assert.Equal(good ? ProofStanding.Fresh : ProofStanding.Stale, Warm().Examine(SampleProof.Of("1", Now), terms, now));
    }

    [Theory]
    [Rule("D15"), Rule("P-R2")]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(-1, false)]
    [InlineData(-500_000_000, false)]
    public void A_proof_is_ahead_by_10_s_at_most(long ticks, bool good) =>
        Assert.Equal(good ? ProofStanding.Fresh : ProofStanding.Stale, Warm().Examine(SampleProof.Of("1", Now), SampleProof.Terms, Now.AddSeconds(-10).AddTicks(ticks)));

    [Theory]
    [InlineData(long.MinValue)]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(253_402_300_799)]
    [InlineData(253_402_300_800)]
    [InlineData(long.MaxValue)]
    public void An_absurd_iat_is_refused_and_no_fault(long seconds)
    {
        var memory = Warm();
        var proof = new VerifiedProof { Key = SampleProof.Key, Id = Digest128.Of("1"), IssuedAtSeconds = seconds, Text = Digest128.Of("1") };

        Assert.Equal(ProofStanding.Stale, memory.Examine(proof, SampleProof.Terms, Now));

        // A nonce replaces the check, and the proof is remembered all the same.
        var nonce = memory.Renew(default, () => "n1", Now)!;
        proof = new() { Key = SampleProof.Key, Id = Digest128.Of("2"), IssuedAtSeconds = seconds, Text = Digest128.Of("2"), Nonce = Digest128.Of(nonce) };
        Assert.True(Accept(memory, proof, Now));
        Assert.Equal(ProofStanding.Replayed, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(299)));
        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(300)));
    }

    [Fact]
    [Rule("P-R1")]
    public void An_id_may_be_used_again_once_its_proof_could_not_be_accepted_any_more()
    {
        var memory = Warm();
        Assert.True(Accept(memory, SampleProof.Of("1", Now), Now));

        // Remembered until iat + lifetime + skew, to the second.
        Assert.Equal(ProofStanding.Replayed, memory.Examine(SampleProof.Of("1", Now.AddSeconds(70)), SampleProof.Terms, Now.AddSeconds(70)));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of("1", Now.AddSeconds(71)), SampleProof.Terms, Now.AddSeconds(71)));
    }

    [Theory]
    [InlineData(60, ProofStanding.Fresh)]
    [InlineData(2_700, ProofStanding.Replayed)]
    public void The_RFCs_two_proofs_of_one_id_are_a_replay_only_for_who_remembers_longer(int lifetime, ProofStanding second)
    {
        var memory = Warm();
        var terms = SampleProof.Terms with { ProofLifetime = TimeSpan.FromSeconds(lifetime) };
        var first = DateTimeOffset.FromUnixTimeSeconds(1_562_262_616);
        var later = DateTimeOffset.FromUnixTimeSeconds(1_562_265_296);

        Assert.True(Accept(memory, SampleProof.Of("-BwC3ESc6acc2lTc", first), first, terms));
        Assert.Equal(second, memory.Examine(SampleProof.Of("-BwC3ESc6acc2lTc", later), terms, later));
    }

    [Fact]
    [Rule("D15"), Rule("P-R2"), Rule("A5")]
    public void A_clock_that_is_set_back_does_not_bring_a_proof_back()
    {
        var memory = Warm();
        var captured = SampleProof.Of("1", Now);
        Assert.True(Accept(memory, captured, Now));

        // Forward by an hour: everything is forgotten. Back: the captured proof would be fresh.
        var ahead = Now.AddHours(1);
        Assert.True(Accept(memory, SampleProof.Of("2", ahead), ahead));
        Assert.True(Accept(memory, SampleProof.Of("3", ahead), ahead));
        for (var second = -60; second <= 60; second++)
        {
            Assert.NotEqual(ProofStanding.Fresh, memory.Examine(captured, SampleProof.Terms, Now.AddSeconds(second)));
        }

        // Whoever is honest meanwhile gets a nonce, and goes on.
        var nonce = memory.Renew(default, () => "n1", Now)!;
        Assert.True(Accept(memory, SampleProof.Of("4", Now, nonce), Now));
    }

    [Fact]
    [Rule("P-R2")]
    public void A_memory_that_forgets_by_a_clock_that_goes_back_accepts_it_again()
    {
        // The twin: the window alone, which believes every instant.
        var window = new ReplayWindow(ReplayWindowTests.Plenty());
        ReplayWindowTests.Fill(window, 1, 64, Now.ToUnixTimeSeconds(), Now.AddSeconds(70).ToUnixTimeSeconds());
        ReplayWindowTests.Fill(window, 3, 64, Now.AddHours(1).ToUnixTimeSeconds(), Now.AddHours(2).ToUnixTimeSeconds(), first: 1);

        Assert.False(window.Contains(ReplayWindowTests.Id(0), Now.ToUnixTimeSeconds()));
    }

    [Fact]
    [Rule("L2"), Rule("P-R1")]
    public void A_full_memory_refuses_and_the_first_proof_stays_used()
    {
        var memory = Warm();
        for (var number = 0; number < 64; number++)
        {
            Assert.True(Accept(memory, SampleProof.Of($"{number}", Now), Now));
        }

        for (var newer = 64; newer < 1_064; newer++)
        {
            Assert.Equal(ProofStanding.Full, memory.Examine(SampleProof.Of($"{newer}", Now), SampleProof.Terms, Now.AddSeconds(1)));
        }

        Assert.Equal(ProofStanding.Replayed, memory.Examine(SampleProof.Of("0", Now), SampleProof.Terms, Now.AddSeconds(60)));
        Assert.True(Accept(memory, SampleProof.Of("later", Now.AddSeconds(71)), Now.AddSeconds(71)));
    }

    [Fact]
    public void A_memory_that_was_released_accepts_nothing_new_and_can_still_be_packed()
    {
        var budget = ReplayWindowTests.Plenty();
        var memory = ProofMemory.Warm(budget);
        Assert.True(Accept(memory, SampleProof.Of("1", Now), Now));
        Assert.Equal(4, budget.Used);

        memory.Release();
        memory.Release();
        Assert.Equal(0, budget.Used);
        Assert.Equal(ProofStanding.Replayed, memory.Examine(SampleProof.Of("1", Now), SampleProof.Terms, Now));
        Assert.Equal(ProofStanding.Full, memory.Examine(SampleProof.Of("2", Now), SampleProof.Terms, Now));
        Assert.Equal(1, ProofMemory.Unpack(memory.Pack(), budget)!.Count);
    }

    [Fact]
    public void Nothing_missing_is_examined()
    {
        var proof = SampleProof.Of("1", Now);

        Assert.Throws<ArgumentNullException>(() => Warm().Examine(null!, SampleProof.Terms, Now));
        Assert.Throws<ArgumentNullException>(() => Warm().Examine(proof, null!, Now));
        Assert.Throws<ArgumentNullException>(() => Warm().Record(null!, SampleProof.Terms, Now));
        Assert.Throws<ArgumentNullException>(() => Warm().Record(proof, null!, Now));
        Assert.Throws<ArgumentNullException>(() => Warm().Renew(default, null!, Now));
        Assert.Throws<ArgumentNullException>(() => ProofMemory.Unpack(null!, ReplayWindowTests.Plenty()));
    }

    internal static bool Accept(ProofMemory memory, VerifiedProof proof, DateTimeOffset now, PossessionTerms? terms = null)
    {
        if (memory.Examine(proof, terms ?? SampleProof.Terms, now) != ProofStanding.Fresh)
        {
            return false;
        }

        memory.Record(proof, terms ?? SampleProof.Terms, now);
        return true;
    }

    private static ProofMemory Warm() => ProofMemory.Warm(ReplayWindowTests.Plenty());
}
