using System.Globalization;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Possession;

/// <summary>
/// <c>proof</c>: proof verification beside one bare verification of a signature with a cached key. Every contender runs a short block in turn, many times a round, and a round's number is the median of its blocks: what disturbs the
/// machine disturbs all of them alike.
/// </summary>
internal static class ProofBenchmark
{
    private const int Blocks = 25;
    private const int CallsInBlock = 40;

    public static async Task<int> RunAsync(string[] args)
    {
        var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 9;
        using var inputs = new ProofInputs();
        foreach (var contender in inputs.Contenders)
        {
            // Compiled, and its key imported.
            Block(contender, 0);
        }

        for (var round = 0; round < rounds; round++)
        {
            RunRound(inputs.Contenders);
        }

        await ResultFile.WriteAsync("proof.md", ProofReport.Markdown(inputs, rounds, Blocks * CallsInBlock));
        return 0;
    }

    private static void RunRound(IReadOnlyList<ProofContender> contenders)
    {
        var blocks = contenders.Select(_ => new List<double>(Blocks)).ToArray();
        var allocated = new long[contenders.Count];
        for (var block = 0; block < Blocks; block++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var before = GC.GetAllocatedBytesForCurrentThread();
                blocks[i].Add(Block(contenders[i], block * CallsInBlock));
                allocated[i] += GC.GetAllocatedBytesForCurrentThread() - before;
            }
        }

        for (var i = 0; i < contenders.Count; i++)
        {
            contenders[i].Rounds.Add(Medians.Of(blocks[i]));
            contenders[i].Allocated = (double)allocated[i] / (Blocks * CallsInBlock);
        }
    }

    private static double Block(ProofContender contender, int first)
    {
        var start = TimeProvider.System.GetTimestamp();
        for (var call = first; call < first + CallsInBlock; call++)
        {
            if (!contender.Run(call))
            {
                throw new InvalidOperationException($"'{contender.Name}' had another outcome than it should.");
            }
        }

        return TimeProvider.System.GetElapsedTime(start).TotalMicroseconds / CallsInBlock;
    }
}
