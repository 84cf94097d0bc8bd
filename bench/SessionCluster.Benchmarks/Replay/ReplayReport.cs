using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Replay;

/// <summary>The report of <see cref="ReplayBenchmark"/>.</summary>
internal static class ReplayReport
{
    public static string Of(int rounds, IReadOnlyDictionary<int, double> inserts, double refusal, IReadOnlyDictionary<int, double> memory)
    {
        var text = new StringBuilder(
            $"""
            # A session's replay window

            `dotnet run -c Release --project bench/SessionCluster.Benchmarks -- replay`

            {Machine.Description}. Median of {rounds} rounds, the sizes interleaved; 1,000,000 inserts each, in the steady state: as many come as expire. An insert is the whole of it: is the id known, is there
            room, remember it, and look at a few other slots for what has expired. A proof id is 16 bytes of its SHA-256; hashing it is the edge's work, and not in here. Nothing is allocated. The time is processor time of the one busy thread, not the clock's: what else the machine does counts only as far as it takes the caches.

            | live entries | insert |
            |---:|---:|

            """);
        foreach (var (live, nanoseconds) in inserts)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {live:N0} | {nanoseconds:N0} ns |");
        }

        text.AppendLine(CultureInfo.InvariantCulture, $"| 65,536, full: refused | {refusal:N0} ns |");
        text.AppendLine().AppendLine("The table of 60,000 entries takes 1.6 MB. Why an insert there takes longer than one of 1,000 was not isolated: caches and longer probing are both at hand.");
        text.AppendLine().AppendLine("What a session's `ProofMemory` holds on the managed heap, all of it: window, nonces, the objects themselves. A window doubles, so that it takes 25 bytes an entry when it is full, and up to 50 just after it has grown.");
        text.AppendLine().AppendLine("| proofs remembered | bytes a session | bytes a proof |").AppendLine("|---:|---:|---:|");
        foreach (var (entries, bytes) in memory)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {entries:N0} | {bytes:N0} | {(entries == 0 ? "" : (bytes / entries).ToString("N1", CultureInfo.InvariantCulture))} |");
        }

        return text.ToString();
    }
}
