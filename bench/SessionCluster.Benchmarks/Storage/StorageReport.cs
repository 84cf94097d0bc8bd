using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>The comparison as Markdown: medians over the rounds, and their ratio.</summary>
internal static class StorageReport
{
    public static string Markdown(IReadOnlyDictionary<string, List<RoundResult>> results, List<double> probes, int callers, TimeSpan duration)
    {
        var text = new StringBuilder();
        var (own, other) = (results.First(), results.Last());
        text.AppendLine("# Storage: the embedded store against Orleans' ADO.NET provider on SQLite").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- storage`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{own.Value.Count} interleaved rounds of {duration.TotalSeconds:0.#} s a phase, an empty file each; medians over the rounds (lowest to highest in brackets).");
        text.AppendLine(CultureInfo.InvariantCulture, $"{Machine.Description}, SQLite {SqliteFacts.Version()}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"One fsync of 4 KiB on the same disk: median {Medians.Of(probes):0.000} ms. Both sides: {own.Value[0].Durability}, the same sealed serializer, rows of {BenchSerialization.Sealed.Serialize(BenchState.For(new string('0', 32))).ToMemory().Length} bytes.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"| | {own.Key} | {other.Key} | ratio |");
        text.AppendLine("|---|---:|---:|---:|");
        Row($"writes a second, {callers} callers", round => round.Writes.PerSecond, "N0");
        Row($"write latency, {callers} callers, median, ms", round => round.Writes.P50, "0.00");
        Row($"write latency, {callers} callers, 99th percentile, ms", round => round.Writes.P99, "0.00");
        Row($"write latency, {callers} callers, longest, ms", round => round.Writes.Longest, "N0");
        Row("write latency, one caller, median, ms", round => round.SingleWriter.P50, "0.00");
        Row("write latency, one caller, 99th percentile, ms", round => round.SingleWriter.P99, "0.00");
        Row($"reads a second, {callers} callers", round => round.Reads.PerSecond, "N0");
        Row($"read latency, {callers} callers, 99th percentile, ms", round => round.Reads.P99, "0.00");
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"Rows per commit of the embedded store at {callers} callers: {Medians.Of([.. own.Value.Select(round => round.RowsPerCommit ?? 0)]):0.0}.");
        if (other.Value.Any(round => round.Durability != own.Value[0].Durability))
        {
            throw new InvalidOperationException("The contenders do not promise the same.");
        }

        return text.ToString();

        void Row(string name, Func<RoundResult, double> value, string format)
        {
            var (ours, theirs) = (Values(own.Value), Values(other.Value));
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Cell(ours)} | {Cell(theirs)} | {Medians.Of(ours) / Medians.Of(theirs):0.00} |");

            double[] Values(List<RoundResult> rounds) => [.. rounds.Select(value)];
            string Cell(double[] values) => string.Create(CultureInfo.InvariantCulture, $"{Text(Medians.Of(values))} ({Text(values.Min())} to {Text(values.Max())})");
            string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
