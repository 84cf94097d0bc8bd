using SessionCluster.Abstractions.Possession;
using SessionCluster.Core.Replay;
using SessionCluster.Unit.Tests.Core.Possession;
using SessionCluster.Unit.Tests.Core.Sessions;

namespace SessionCluster.Unit.Tests.Core.Replay;

/// <summary>What remembering costs in memory. Allocations are exact, so that these are no timed assertions.</summary>
[Rule("D9")]
public sealed class ReplayFootprintTests
{
    private const long Now = 1_785_000_000;

    private static readonly Digest128[] Ids = [.. Enumerable.Range(0, 65_536).Select(ReplayWindowTests.Id)];

    [Fact]
    public void A_session_with_one_proof_remembers_it_in_a_few_hundred_bytes()
    {
        var proof = SampleProof.Of("1", Sample.Start);
        var budget = ReplayWindowTests.Plenty();
        Assert.Equal(1, Remember(proof, budget).Count);

        Assert.InRange(AllocatedBy(() => Remember(proof, budget)), 100, 400);
    }

    [Theory]
    [InlineData(1_024)]
    [InlineData(4_096)]
    [InlineData(65_536)]
    public void A_full_window_takes_25_bytes_for_each_proof(int entries)
    {
        var window = new ReplayWindow(ReplayWindowTests.Plenty());
        Fill(window, entries - 1, entries);

        // Doubled from half on, so the last growth is what it holds in the end.
        var half = new ReplayWindow(ReplayWindowTests.Plenty());
        Fill(half, entries / 4, entries);
        var grown = AllocatedBy(() => Fill(half, entries - 1 - (entries / 4), entries, entries / 4));

        Assert.Equal(entries, window.Room);
        Assert.InRange(grown, 25 * entries, (25 * entries) + (25 * entries / 2) + 1_024);
    }

    [Fact]
    public void A_window_that_has_its_room_allocates_nothing()
    {
        var window = new ReplayWindow(ReplayWindowTests.Plenty());
        var number = 0;
        for (; number < 20_000; number++)
        {
            Insert();
        }

        Assert.Equal(0, AllocatedBy(() =>
        {
            for (; number < 40_000; number++)
            {
                Insert();
            }
        }));

        void Insert()
        {
            var now = Now + (number / 50);
            if (!window.Contains(Ids[number], now) && window.TryMakeRoom(4_096, now))
            {
                window.Add(Ids[number], now + 70, now);
            }
        }
    }

    [Fact]
    public void An_id_of_5_000_characters_takes_what_any_other_takes()
    {
        var budget = ReplayWindowTests.Plenty();
        var memory = ProofMemory.Warm(budget);
        var proof = SampleProof.Of(new string('x', 5_000), Sample.Start);

        Assert.Equal(ProofStanding.Fresh, memory.Examine(proof, SampleProof.Terms, Sample.Start));
        memory.Record(proof, SampleProof.Terms, Sample.Start);
        Assert.Equal(ProofStanding.Replayed, memory.Examine(proof, SampleProof.Terms, Sample.Start));
        Assert.Equal(ProofStanding.Fresh, memory.Examine(SampleProof.Of(new string('x', 5_001), Sample.Start), SampleProof.Terms, Sample.Start));
        Assert.Equal(13 + 20, memory.Pack().Proofs.Length);
    }

    private static ProofMemory Remember(VerifiedProof proof, ReplayBudget budget)
    {
        var memory = ProofMemory.Warm(budget);
        if (memory.Examine(proof, SampleProof.Terms, Sample.Start) == ProofStanding.Fresh)
        {
            memory.Record(proof, SampleProof.Terms, Sample.Start);
        }

        return memory;
    }

    private static void Fill(ReplayWindow window, int count, int bound, int first = 0)
    {
        for (var number = first; number < first + count; number++)
        {
            if (window.TryMakeRoom(bound, Now))
            {
                window.Add(Ids[number], Now + 70, Now);
            }
        }
    }

    private static long AllocatedBy(Action action) => AllocatedBy(() =>
    {
        action();
        return 0;
    });

    private static long AllocatedBy<T>(Func<T> action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        _ = action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
