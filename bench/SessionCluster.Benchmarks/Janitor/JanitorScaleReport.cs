using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Janitor;

/// <summary>The report of <see cref="JanitorScale"/>.</summary>
internal static class JanitorScaleReport
{
    public static string Markdown(IReadOnlyList<SweepResult> results, int past, int batch)
    {
        var text = new StringBuilder();
        text.AppendLine("# What a sweep of the janitor costs, by the number of live rows").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"The range reads and deletions that a sweep through the 256 shards makes, on the embedded store, one after the other without the pauses between shards: {past:N0} rows are past, in batches of {batch}, among the live ones. One run each, in one process. {Machine.Description}.").AppendLine();
        text.AppendLine("| live rows | range reads | rows read | batches of deletions | rows deleted | time | time to the smallest |").AppendLine("|---:|---:|---:|---:|---:|---:|---:|");
        foreach (var result in results)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {result.Live:N0} | {result.Reads:N0} | {result.RowsRead:N0} | {result.Deletes:N0} | {result.Deleted:N0} | {result.Elapsed.TotalMilliseconds:N0} ms | {result.Elapsed / results[0].Elapsed:0.00} |");
        }

        text.AppendLine().AppendLine("The calls, and what comes back, go by what is past (L16): live rows are behind the end of each range, which is a search in the primary key. What they cost is a deeper index and a larger file.").AppendLine();
        text.AppendLine("To run it again:").AppendLine();
        text.AppendLine("```bash").AppendLine("dotnet run -c Release --project bench/SessionCluster.Benchmarks -- janitor").AppendLine("```");
        return text.ToString();
    }
}
