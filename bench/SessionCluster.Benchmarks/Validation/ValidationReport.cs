using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Load;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Validation;

/// <summary>Validations as Markdown: medians over the rounds.</summary>
internal static class ValidationReport
{
    public static string Markdown(IReadOnlyList<ValidationRound> rounds, int callers, TimeSpan duration)
    {
        var text = new StringBuilder();
        text.AppendLine("# Validations with proofs and without").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- validate`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rounds.Count} rounds of {duration.TotalSeconds:0.#} s a phase, the phases in turn; medians over the rounds (lowest to highest in brackets).");
        text.AppendLine(CultureInfo.InvariantCulture, $"The shipped silo, {callers} callers of the edge in its own process, each with a session of its own and waiting for its answer. ES256 proofs, each used once and made before its phase. {Machine.Description}.").AppendLine();
        text.AppendLine("| | bearer | DPoP, verified by the edge | DPoP, verified by the silo, too |");
        text.AppendLine("|---|---:|---:|---:|");
        Row("a second", "N0", phase => phase.PerSecond);
        Row("latency, median, ms", "0.00", phase => phase.P50);
        Row("latency, 99th percentile, ms", "0.00", phase => phase.P99);
        Row("processor time for each, us", "N0", phase => phase.Processor);
        text.Append("| of bearer's rate |");
        foreach (var column in Columns)
        {
            Cell([.. rounds.Select(round => column(round).PerSecond / round.Bearer.PerSecond)], "0.00");
        }

        text.AppendLine();
        return text.ToString();

        void Row(string name, string format, Func<PhaseResult, double> of)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {name} |");
            foreach (var column in Columns)
            {
                Cell([.. rounds.Select(round => of(column(round)))], format);
            }

            text.AppendLine();
        }

        void Cell(double[] values, string format) =>
            text.Append(string.Create(CultureInfo.InvariantCulture, $" {Medians.Of(values).ToString(format, CultureInfo.InvariantCulture)} ({values.Min().ToString(format, CultureInfo.InvariantCulture)} to {values.Max().ToString(format, CultureInfo.InvariantCulture)}) |"));
    }

    private static Func<ValidationRound, PhaseResult>[] Columns { get; } = [round => round.Bearer, round => round.DPoP, round => round.Silo];
}
