using System.Collections.Immutable;
using CsCheck;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Unit.Tests.Abstractions.Wire;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>A memory on its way: it arrives whole, or not at all.</summary>
[Rule("P-R4")]
public sealed class ProofLuggageTests
{
    private static readonly DateTimeOffset Now = Sample.Start;

    private static readonly ProofLuggage Whole = Packed(3, 2, cold: false);

    public static TheoryData<string> Broken => [.. Damages().Keys];

    [Theory]
    [InlineData(0, 0, false)]
    [InlineData(1, 0, true)]
    [InlineData(3, 1, false)]
    [InlineData(60, 2, true)]
    public void Everything_that_was_remembered_arrives(int proofs, int nonces, bool cold)
    {
        var luggage = OrleansWire.Read<ProofLuggage>(OrleansWire.Bytes(Packed(proofs, nonces, cold)));
        var budget = ReplayWindowTests.Plenty();
        var memory = ProofMemory.Unpack(luggage, budget)!;

        Assert.Equal(proofs, memory.Count);
        Assert.Equal(proofs == 0 ? 0 : Math.Max(4, proofs), budget.Used);
        var carried = nonces == 0 ? null : $"nonce-{nonces}";
        var again = nonces == 0 && cold ? ProofStanding.NonceRequired : ProofStanding.Replayed;
        Assert.All(Enumerable.Range(0, proofs), number => Assert.Equal(again, memory.Examine(SampleProof.Of($"{number}", Now, carried), SampleProof.Terms, Now)));
        Assert.Equal(nonces == 0 && !cold ? ProofStanding.Fresh : ProofStanding.NonceRequired, memory.Examine(SampleProof.Of("new", Now), SampleProof.Terms, Now));
        for (var nonce = 1; nonce <= nonces; nonce++)
        {
            Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of("new", Now, $"nonce-{nonce}"), SampleProof.Terms, Now));
        }
    }

    [Fact]
    public void A_proof_whose_nonce_has_died_on_one_silo_is_not_new_on_another_whose_clock_is_behind()
    {
        var memory = ProofMemory.Warm(ReplayWindowTests.Plenty());
        var nonce = memory.Renew(default, () => "nonce-1", Now);
        var captured = SampleProof.Of("captured", Now, nonce);
        Assert.True(ProofMemoryTests.Accept(memory, captured, Now));

        // The old silo has forgotten nothing yet that the new one, 2 s behind, would take for live.
        var late = Now.AddSeconds(301);
        var next = memory.Renew(default, () => "nonce-2", late);
        for (var number = 0; number < 30; number++)
        {
            Assert.True(ProofMemoryTests.Accept(memory, SampleProof.Of($"{number}", late, next), late));
        }

        var moved = ProofMemory.Unpack(memory.Pack(), ReplayWindowTests.Plenty())!;
        Assert.Equal(ProofStanding.Replayed, moved.Examine(captured, SampleProof.Terms, late.AddSeconds(-2)));
    }

    [Fact]
    public void The_order_to_ask_for_nonces_travels_after_all_of_them_have_died()
    {
        var moved = ProofMemory.Unpack(Whole, ReplayWindowTests.Plenty())!;
        var later = Now.AddHours(1);

        Assert.Equal(ProofStanding.NonceRequired, moved.Examine(SampleProof.Of("new", later), SampleProof.Terms, later));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void What_is_not_whole_is_left_behind(string damage)
    {
        var budget = ReplayWindowTests.Plenty();

        Assert.Null(ProofMemory.Unpack(Damages()[damage], budget));
        Assert.Equal(0, budget.Used);
    }

    [Fact]
    public void A_piece_of_it_is_not_whole() =>
        Assert.All(Enumerable.Range(0, Whole.Proofs.Length), length => Assert.Null(ProofMemory.Unpack(Whole with { Proofs = Whole.Proofs[..length] }, ReplayWindowTests.Plenty())));

    [Fact]
    public void Whatever_is_in_it_is_no_fault() =>
        Gen.Select(Gen.Byte.Array[0, 200], Gen.Bool, Gen.Int[0, 8]).Sample((bytes, likely, count) =>
        {
            if (likely && bytes.Length > 13)
            {
                // What looks right at first: a version, an origin, a count that fits.
                bytes = [1, 0, 0, 0, 0, .. bytes[..4], 0, 0, 0, (byte)count, .. Enumerable.Range(0, count * 20).Select(index => bytes[index % bytes.Length])];
            }

            var budget = ReplayWindowTests.Plenty();
            var memory = ProofMemory.Unpack(new() { Proofs = [.. bytes] }, budget);

            Assert.True((memory is null) == (budget.Used == 0) || memory is { Count: 0 });
            _ = memory?.Examine(SampleProof.Of("1", Now), SampleProof.Terms, Now);
        }, iter: 5_000);

    [Fact]
    public void A_silo_without_room_takes_no_luggage_and_keeps_its_room()
    {
        var budget = new ReplayBudget(59);

        Assert.Null(ProofMemory.Unpack(Packed(60, 0, cold: false), budget));
        Assert.Equal(0, budget.Used);
    }

    private static Dictionary<string, ProofLuggage> Damages() => new()
    {
        ["no proofs"] = Whole with { Proofs = default },
        ["nothing at all"] = Whole with { Proofs = [] },
        ["another version"] = Whole with { Proofs = Whole.Proofs.SetItem(0, 2) },
        ["an origin before 1970"] = Whole with { Proofs = Whole.Proofs.SetItem(1, 0x80) },
        ["an origin after the year 9999"] = Whole with { Proofs = Whole.Proofs.SetItem(1, 0x01) },
        ["a count that is negative"] = Whole with { Proofs = Whole.Proofs.SetItem(9, 0x80) },
        ["a count that is another"] = Whole with { Proofs = Whole.Proofs.SetItem(12, 2) },
        ["a byte more"] = Whole with { Proofs = Whole.Proofs.Add(0) },
        ["more than any window has"] = Whole with { Proofs = [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, .. new byte[65_537 * 20]] },
        ["an entry that is none"] = Whole with { Proofs = [.. Whole.Proofs[..^4], 0, 0, 0, 0] },
        ["an entry twice"] = Whole with { Proofs = [.. Whole.Proofs[..^20], .. Whole.Proofs[13..33]] },
        ["no list of nonces"] = Whole with { Nonces = default },
        ["no instants"] = Whole with { DrawnAt = default },
        ["an instant too few"] = Whole with { DrawnAt = [Now] },
        ["three nonces"] = Whole with { Nonces = ["a", "b", "c"], DrawnAt = [Now, Now, Now] },
        ["a missing nonce"] = Whole with { Nonces = ["a", null!] },
        ["an empty nonce"] = Whole with { Nonces = ["", "b"] },
        ["a nonce of 129 characters"] = Whole with { Nonces = ["a", new string('x', 129)] },
    };

    private static ProofLuggage Packed(int proofs, int nonces, bool cold)
    {
        var memory = cold ? ProofMemory.Cold(ReplayWindowTests.Plenty(), Now) : ProofMemory.Warm(ReplayWindowTests.Plenty());
        var drawn = 0;
        if (cold && nonces == 0)
        {
            // Old enough to be accepted by a cold memory, and not yet so old as to be stale.
            var warm = ProofMemory.Warm(ReplayWindowTests.Plenty());
            Add(warm, null);
            return warm.Pack() with { ColdSince = Now };
        }

        string? nonce = null;
        for (var number = 0; number < nonces; number++)
        {
            nonce = memory.Renew(default, () => $"nonce-{++drawn}", Now.AddSeconds((number + 1 - nonces) * 150));
        }

        Add(memory, nonce);
        return memory.Pack();

        void Add(ProofMemory target, string? carried)
        {
            for (var number = 0; number < proofs; number++)
            {
                Assert.True(ProofMemoryTests.Accept(target, SampleProof.Of($"{number}", Now, carried), Now));
            }
        }
    }
}
