using SessionCluster.Abstractions.Possession;
using SessionCluster.Benchmarks.Memory;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.Core.Possession;
using SessionCluster.Core.Replay;

namespace SessionCluster.Benchmarks.Replay;

/// <summary><c>replay</c>: what an insert into a session's replay window costs at 10, 1,000 and 60,000 live entries, and what a remembered proof takes.</summary>
internal static class ReplayBenchmark
{
    private const int Rounds = 5;
    private const int Inserts = 1_000_000;
    private const int Bound = 65_536;
    private const int Life = 70;
    private const long Start = 1_785_000_000;

    private static readonly int[] Sizes = [10, 1_000, 60_000];

    private static readonly Digest128[] Ids = [.. Enumerable.Range(0, 1 << 20).Select(number => Digest128.Of(BitConverter.GetBytes(number)))];

    public static async Task<int> RunAsync(string[] args)
    {
        var inserts = Sizes.ToDictionary(size => size, _ => new List<double>());
        var refusals = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            foreach (var size in Sizes)
            {
                inserts[size].Add(NanosecondsOfAnInsert(size));
            }

            refusals.Add(NanosecondsOfARefusal());
        }

        var memory = new Dictionary<int, double>();
        foreach (var (entries, sessions) in new[] { (0, 20_000), (1, 20_000), (10, 20_000), (1_000, 500), (Bound, 10) })
        {
            memory[entries] = await BytesOfASessionAsync(entries, sessions);
        }

        // The first round is for the compiler.
        await ResultFile.WriteAsync("replay.md", ReplayReport.Of(Rounds, inserts.ToDictionary(size => size.Key, size => Medians.Of(size.Value[1..])), Medians.Of(refusals[1..]), memory));
        return 0;
    }

    /// <summary>In the steady state: as many come as expire, so that so many are live at any time.</summary>
    private static double NanosecondsOfAnInsert(int live)
    {
        var window = new ReplayWindow(new(ReplayBudget.DefaultLimit));
        long number = 0;
        Run(2 * live);
        var started = Environment.CpuUsage.UserTime;
        Run(Inserts);
        return (Environment.CpuUsage.UserTime - started).TotalNanoseconds / Inserts;

        void Run(int count)
        {
            for (var end = number + count; number < end; number++)
            {
                var now = Start + (number * Life / live);
                var id = Ids[number & (Ids.Length - 1)];
                if (window.Contains(id, now) || !window.TryMakeRoom(Bound, now))
                {
                    throw new InvalidOperationException("Not fresh.");
                }

                window.Add(id, now + Life, now);
            }
        }
    }

    /// <summary>A window that is full, and asked again and again.</summary>
    private static double NanosecondsOfARefusal()
    {
        var window = new ReplayWindow(new(ReplayBudget.DefaultLimit));
        for (var number = 0; number < Bound; number++)
        {
            _ = window.TryMakeRoom(Bound, Start);
            window.Add(Ids[number], Start + Life, Start);
        }

        var started = Environment.CpuUsage.UserTime;
        for (var number = 0; number < Inserts; number++)
        {
            if (window.Contains(Ids[Bound + (number % Bound)], Start + 1) || window.TryMakeRoom(Bound, Start + 1))
            {
                throw new InvalidOperationException("Not full.");
            }
        }

        return (Environment.CpuUsage.UserTime - started).TotalNanoseconds / Inserts;
    }

    private static async Task<double> BytesOfASessionAsync(int entries, int sessions)
    {
        var budget = new ReplayBudget(long.MaxValue);
        var terms = new PossessionTerms { ReplayEntries = Bound };
        var at = DateTimeOffset.FromUnixTimeSeconds(Start);
        var memories = new ProofMemory[sessions];
        var bytes = await ManagedHeap.BytesForEachAsync(sessions, session =>
        {
            var memory = memories[session] = ProofMemory.Warm(budget);
            for (var number = 0; number < entries; number++)
            {
                memory.Record(new() { Key = default, Id = Ids[number], IssuedAtSeconds = Start, Text = default }, terms, at);
            }

            return Task.CompletedTask;
        });
        GC.KeepAlive(memories);
        return bytes;
    }
}
