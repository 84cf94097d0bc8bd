using CsCheck;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>Nothing that an earlier activation could have accepted is accepted again, however activations come and go on silos whose clocks differ by up to 2 s.</summary>
[Rule("P-R3")]
[Rule("L4")]
[Rule("A5")]
[Rule("G2")]
public sealed class ColdMemoryTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    private static readonly Gen<Step[]> Histories = Gen.Select(
        Gen.Frequency((8, Gen.Const(Act.Present)), (8, Gen.Const(Act.Replay)), (1, Gen.Const(Act.Crash)), (1, Gen.Const(Act.Move)), (1, Gen.Const(Act.Challenge))),
        Gen.Frequency((6, Gen.Int[0, 3_000]), (1, Gen.Int[0, 100_000])),
        Gen.Int[0, 1_000],
        (act, milliseconds, number) => new Step(act, milliseconds, number)).Array[0, 120];

    private enum Act
    {
        Present,
        Replay,
        Crash,
        Move,
        Challenge,
    }

    [Theory]
    [InlineData(12, 0, ProofStanding.NonceRequired)]
    [InlineData(13, 3, ProofStanding.Fresh)]
    [InlineData(13, 60, ProofStanding.Fresh)]
    [InlineData(0, 0, ProofStanding.NonceRequired)]
    [InlineData(-61, 0, ProofStanding.Stale)]
    [InlineData(14, 3, ProofStanding.Stale)]
    public void A_cold_activation_accepts_without_a_nonce_only_what_is_12_s_younger_than_itself(int issuedAt, int now, ProofStanding expected)
    {
        var standing = Cold(Now).Examine(SampleProof.Of("1", Now.AddSeconds(issuedAt)), SampleProof.Terms, Now.AddSeconds(Math.Max(now, issuedAt - 10 - (expected == ProofStanding.Stale ? 1 : 0))));

        Assert.Equal(expected, standing);
    }

    [Fact]
    public void A_cold_activation_goes_on_with_a_nonce_at_once()
    {
        var memory = Cold(Now);
        var nonce = memory.Renew(default, () => "n1", Now);

        Assert.True(ProofMemoryTests.Accept(memory, SampleProof.Of("1", Now.AddSeconds(-2), nonce), Now));
    }

    [Fact]
    public void The_latest_proof_that_could_have_been_accepted_before_a_crash_is_not_accepted_after_it()
    {
        // The old silo's clock is 2 s ahead of the new one's, and the proof another 10 s.
        var proof = SampleProof.Of("captured", Now.AddSeconds(12));
        Assert.True(ProofMemoryTests.Accept(Warm(), proof, Now.AddSeconds(2)));

        AssertRefusedForEver(Cold(Now), proof);
    }

    [Fact]
    public void Without_its_margin_or_its_caution_a_new_activation_accepts_it_again()
    {
        // The twins: a cold memory that does not reckon with clocks, and one that takes itself for warm.
        var proof = SampleProof.Of("captured", Now.AddSeconds(12));

        Assert.True(ProofMemoryTests.Accept(Cold(Now - ProofMemory.ClockDifference), proof, Now.AddSeconds(2)));
        Assert.True(ProofMemoryTests.Accept(Warm(), proof, Now.AddSeconds(2)));
    }

    [Fact]
    [Rule("P-R4")]
    public void No_history_accepts_a_proof_twice() =>
        Gen.Select(Gen.Int[-1_000, 1_000].Array[3], Gen.Int[-90, 90], Histories).Sample((clocks, clientIsOffBy, history) =>
        {
            var world = new World(clocks, clientIsOffBy, cautious: true);
            foreach (var step in history)
            {
                world.Do(step);
            }

            Assert.Empty(world.AcceptedTwice);
        }, iter: 2_000);

    [Fact]
    public void Histories_of_activations_that_take_themselves_for_warm_accept_proofs_twice()
    {
        // The twin: the same histories, and what the test above looks for is found.
        var found = 0;
        Gen.Select(Gen.Int[-1_000, 1_000].Array[3], Histories).Sample((clocks, history) =>
        {
            var world = new World(clocks, 0, cautious: false);
            foreach (var step in history)
            {
                world.Do(step);
            }

            Interlocked.Add(ref found, world.AcceptedTwice.Count);
        }, iter: 500);

        Assert.NotEqual(0, found);
    }

    private static void AssertRefusedForEver(ProofMemory memory, VerifiedProof proof)
    {
        for (var milliseconds = 0; milliseconds < 120_000; milliseconds += 250)
        {
            Assert.NotEqual(ProofStanding.Fresh, memory.Examine(proof, SampleProof.Terms, Now.AddMilliseconds(milliseconds)));
        }
    }

    private static ProofMemory Warm() => ProofMemory.Warm(ReplayWindowTests.Plenty());

    private static ProofMemory Cold(DateTimeOffset at) => ProofMemory.Cold(ReplayWindowTests.Plenty(), at);

    private readonly record struct Step(Act Act, int Milliseconds, int Number);

    /// <summary>One session, three silos, a client that answers challenges, and somebody who captured every proof and presents them again and again.</summary>
    private sealed class World(int[] clocks, int clientIsOffBy, bool cautious)
    {
        private readonly ReplayBudget _budget = ReplayWindowTests.Plenty();

        private readonly List<VerifiedProof> _proofs = [];

        private readonly HashSet<Digest128> _accepted = [];

        private ProofMemory _memory = Warm();

        private DateTimeOffset _true = Now;

        private int _silo;

        private string? _nonce;

        private int _drawn;

        public List<Digest128> AcceptedTwice { get; } = [];

        private DateTimeOffset Clock => _true.AddMilliseconds(clocks[_silo]);

        public void Do(Step step)
        {
            _true = _true.AddMilliseconds(step.Milliseconds);
            switch (step.Act)
            {
                case Act.Present:
                    // From the oldest to the farthest that any clock would allow.
                    var issuedAt = _true.AddSeconds(clientIsOffBy + (step.Number % 13));
                    _proofs.Add(SampleProof.Of($"{_proofs.Count}", issuedAt, step.Number % 3 == 0 ? null : _nonce));
                    Present(_proofs[^1]);
                    break;
                case Act.Replay:
                    _proofs.ForEach(Present);
                    break;
                case Act.Challenge:
                    _nonce = _memory.Renew(default, () => $"nonce-{++_drawn}", Clock);
                    break;
                case Act.Move:
                    var luggage = _memory.Pack();
                    _silo = step.Number % clocks.Length;
                    _memory = ProofMemory.Unpack(luggage, _budget)!;
                    break;
                default:
                    _silo = step.Number % clocks.Length;
                    _memory = cautious ? ProofMemory.Cold(_budget, Clock) : ProofMemory.Warm(_budget);
                    break;
            }
        }

        private void Present(VerifiedProof proof)
        {
            var standing = _memory.Examine(proof, SampleProof.Terms with { ReplayEntries = 1_000 }, Clock);
            if (standing == ProofStanding.Fresh)
            {
                _memory.Record(proof, SampleProof.Terms, Clock);
                AcceptedTwice.AddRange(_accepted.Add(proof.Text) ? [] : [proof.Text]);
            }
            else if (standing is ProofStanding.NonceRequired or ProofStanding.Stale && proof == _proofs[^1])
            {
                _nonce = _memory.Renew(default, () => $"nonce-{++_drawn}", Clock);
            }
        }
    }
}
