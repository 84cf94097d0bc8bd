using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;

namespace SessionCluster.Benchmarks.Http;

/// <summary>The comparison as Markdown: medians over the rounds, and the median of the rounds' ratios.</summary>
internal static class HttpReport
{
    public static string Markdown(IReadOnlyList<(HttpRound Validate, HttpRound Empty)> rounds, int callers, TimeSpan duration)
    {
        var text = new StringBuilder();
        text.AppendLine("# Validate over HTTP against an empty endpoint of the same server").AppendLine();
        text.AppendLine("`dotnet run -c Release --project bench/SessionCluster.Benchmarks -- http`").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{rounds.Count} interleaved rounds of {duration.TotalSeconds:0.#} s, {callers} connections over loopback with one request at a time each; medians over the rounds (lowest to highest in brackets). The aim is 0.5 times the empty endpoint's answers a second.");
        text.AppendLine("The silo is a process of its own; the load shares the machine with it, which flatters the slower of the two in answers a second. Processor time of the server's process says what the load can't blur.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Both are sent the same bytes, credentials and token included; the empty endpoint reads none of them and answers without a body. {Machine.Description}.").AppendLine();
        text.AppendLine("| | validate | empty | ratio |");
        text.AppendLine("|---|---:|---:|---:|");
        Row("answers a second", "N0", round => round.Answers.PerSecond);
        Row("latency, median, ms", "0.00", round => round.Answers.P50);
        Row("latency, 99th percentile, ms", "0.00", round => round.Answers.P99);
        Row("processor time of the server for each, us", "0.0", round => round.ServerMicroseconds);
        return text.ToString();

        void Row(string name, string format, Func<HttpRound, double> value)
        {
            double[] validate = [.. rounds.Select(round => value(round.Validate))];
            double[] empty = [.. rounds.Select(round => value(round.Empty))];
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {Cell(validate)} | {Cell(empty)} | {Medians.Of([.. validate.Zip(empty, (one, other) => one / other)]):0.00} |");

            string Cell(double[] values) => $"{Text(Medians.Of(values))} ({Text(values.Min())} to {Text(values.Max())})";
            string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
        }
    }
}
