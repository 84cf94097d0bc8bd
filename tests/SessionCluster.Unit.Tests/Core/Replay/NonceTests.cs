using CsCheck;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>Nonces: known to one activation, sent only when they are asked for or used, and from then on required.</summary>
[Rule("P-R5")]
[Rule("D10")]
public sealed class NonceTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    private int _drawn;

    [Fact]
    public void Before_a_nonce_was_sent_a_proof_needs_none_and_an_invented_one_is_none()
    {
        var memory = Warm();

        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", Now, "invented"), SampleProof.Terms, Now));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of("1", Now), SampleProof.Terms, Now));
    }

    [Fact]
    public void Once_a_nonce_was_sent_no_proof_is_accepted_without_one()
    {
        var memory = Warm();
        var nonce = memory.Renew(default, Draw, Now)!;

        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", Now), SampleProof.Terms, Now));
        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", Now, nonce + "x"), SampleProof.Terms, Now));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of("1", Now, nonce), SampleProof.Terms, Now));

        // Not even when all of them have died.
        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", Now.AddHours(1)), SampleProof.Terms, Now.AddHours(1)));
    }

    [Fact]
    public void A_class_may_ask_for_a_nonce_always()
    {
        var terms = SampleProof.Terms with { NonceAlways = true };
        var memory = Warm();

        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", Now), terms, Now));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of("1", Now, memory.Renew(default, Draw, Now)), terms, Now));
    }

    [Theory]
    [InlineData(-7_200)]
    [InlineData(7_200)]
    public void A_live_nonce_replaces_the_check_of_iat_and_not_that_of_the_id(int clientIsOffBy)
    {
        var memory = Warm();
        var proof = SampleProof.Of("1", Now.AddSeconds(clientIsOffBy), memory.Renew(default, Draw, Now));

        Assert.True(ProofMemoryTests.Accept(memory, proof, Now));
        for (var second = 0; second < 300; second++)
        {
            Assert.Equal(ProofStanding.Replayed, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(second)));
        }

        Assert.Equal(ProofStanding.NonceRequired, memory.Examine(proof, SampleProof.Terms, Now.AddSeconds(300)));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, false)]
    [InlineData(1, false)]
    public void A_nonce_lives_5_minutes(long ticks, bool live)
    {
        var memory = Warm();
        var nonce = memory.Renew(default, Draw, Now);
        var now = Now.AddMinutes(5).AddTicks(ticks);

        Assert.Equal(live ? ProofStanding.Fresh : ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("1", now, nonce), SampleProof.Terms, now));
    }

    [Fact]
    public void The_former_nonce_counts_as_long_as_it_lives()
    {
        var memory = Warm();
        var former = memory.Renew(default, Draw, Now)!;
        var current = memory.Renew(default, Draw, Now.AddSeconds(150))!;

        Assert.NotEqual(former, current);
        Assert.True(ProofMemoryTests.Accept(memory, SampleProof.Of("1", Now, former), Now.AddSeconds(299)));
        Assert.False(ProofMemoryTests.Accept(memory, SampleProof.Of("2", Now, former), Now.AddSeconds(300)));
        Assert.True(ProofMemoryTests.Accept(memory, SampleProof.Of("3", Now, current), Now.AddSeconds(449)));
    }

    [Fact]
    [Rule("D11")]
    public void A_used_nonce_is_replaced_when_there_is_another_one_to_use()
    {
        var memory = Warm();
        var first = memory.Renew(default, Draw, Now)!;

        // The same one again, as long as it is in the first half of its life; a challenge says it again.
        Assert.Null(memory.Renew(Digest128.Of(first), Draw, Now.AddSeconds(149)));
        Assert.Equal(first, memory.Renew(default, Draw, Now.AddSeconds(149)));
        Assert.Equal(1, _drawn);

        var second = memory.Renew(Digest128.Of(first), Draw, Now.AddSeconds(150));
        Assert.Equal("nonce-2", second);

        // Whoever still uses the former one is told of the current.
        Assert.Equal(second, memory.Renew(Digest128.Of(first), Draw, Now.AddSeconds(200)));
        Assert.Null(memory.Renew(Digest128.Of(second!), Draw, Now.AddSeconds(200)));
        Assert.Equal(2, _drawn);
    }

    [Fact]
    public void No_live_nonce_is_ever_dropped() =>
        Gen.Int[0, 200].Array[1, 60].Sample(pauses =>
        {
            var memory = Warm();
            var sent = new Dictionary<string, DateTimeOffset>();
            var now = Now;
            foreach (var pause in pauses)
            {
                now = now.AddSeconds(pause);
                sent.TryAdd(memory.Renew(default, Draw, now)!, now);

                Assert.All(sent, nonce => Assert.Equal(
                    now - nonce.Value < TimeSpan.FromMinutes(5),
                    memory.Examine(SampleProof.Of("1", now, nonce.Key), SampleProof.Terms, now) == ProofStanding.Fresh));
            }
        }, iter: 500);

    [Fact]
    public void Another_activations_nonce_is_none()
    {
        var before = Warm();
        var nonce = before.Renew(default, Draw, Now);
        var after = ProofMemory.Cold(ReplayWindowTests.Plenty(), Now);

        Assert.Equal(ProofStanding.NonceRequired, after.Examine(SampleProof.Of("1", Now.AddSeconds(20), nonce), SampleProof.Terms, Now.AddSeconds(20)));
        _ = after.Renew(default, Draw, Now);
        Assert.Equal(ProofStanding.NonceRequired, after.Examine(SampleProof.Of("1", Now.AddSeconds(20), nonce), SampleProof.Terms, Now.AddSeconds(20)));
    }

    private static ProofMemory Warm() => ProofMemory.Warm(ReplayWindowTests.Plenty());

    private string Draw() => $"nonce-{++_drawn}";
}
