using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Establishment;

/// <summary>Establishments and revocations as Markdown: medians over the rounds.</summary>
internal static class EstablishReport
{
    public static string Markdown(IReadOnlyList<EstablishRound> rounds, int callers, TimeSpan duration)
    {
        var text = new StringBuilder();
        text.AppendLine("# Establish and revoke on the embedded store").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- establish`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rounds.Count} rounds of {duration.TotalSeconds:0.#} s a phase, each on an empty file; medians over the rounds (lowest to highest in brackets). The aim is 3,000 establishments a second.");
        text.AppendLine(CultureInfo.InvariantCulture, $"The shipped silo, {callers} callers of the edge in its own process, each of which waits for its answer; every session is of a new subject. {Machine.Description}.");
        text.AppendLine("Bare rows are the embedded store alone, asked by as many writers in the same round: what the disk and the store allow.").AppendLine();
        text.AppendLine("| | bare rows | establish | revoke |");
        text.AppendLine("|---|---:|---:|---:|");
        Row("a second", "N0", round => round.Rows.PerSecond, round => round.Establish.PerSecond, round => round.Revoke.PerSecond);
        Row("latency, median, ms", "0.00", round => round.Rows.P50, round => round.Establish.P50, round => round.Revoke.P50);
        Row("latency, 99th percentile, ms", "0.00", round => round.Rows.P99, round => round.Establish.P99, round => round.Revoke.P99);
        Row("latency, longest, ms", "N0", round => round.Rows.Longest, round => round.Establish.Longest, round => round.Revoke.Longest);
        Row("processor time for each, us", "N0", round => round.Rows.Processor, round => round.Establish.Processor, round => round.Revoke.Processor);
        Row("rows written for each", "0.00", _ => 1, round => round.RowsPerEstablishment, round => round.RowsPerRevocation);
        Row("rows a second, as a share of bare rows", "0.00", _ => 1, round => round.RowsPerEstablishment * round.Establish.PerSecond / round.Rows.PerSecond, round => round.RowsPerRevocation * round.Revoke.PerSecond / round.Rows.PerSecond);
        return text.ToString();

        void Row(string name, string format, params ReadOnlySpan<Func<EstablishRound, double>> columns)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach (var column in columns)
            {
                double[] values = [.. rounds.Select(column)];
                text.Append(CultureInfo.InvariantCulture, $" {Text(Medians.Of(values))} ({Text(values.Min())} to {Text(values.Max())}) |");
            }

            text.AppendLine();
            string Text(double value) => value.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
