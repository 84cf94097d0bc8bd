using System.Globalization;
using System.Text;
using SessionCluster.Benchmarks.Reports;
using SessionCluster.LoadTests.Plots;

namespace SessionCluster.Benchmarks.Containment;

/// <summary>The report of <see cref="ContainmentScale"/>.</summary>
internal static class ContainmentScaleReport
{
    public static string Picture(IReadOnlyList<ScaleSeries> subjects, IReadOnlyList<ScaleSeries> locks)
    {
        var scale = LinearAxis.Of(subjects.Concat(locks).Max(series => series.Worst), string.Empty);
        return new Chart(
            "time until effective by number of live sessions",
            LogAxis.Of(subjects.Concat(locks).Select(series => (double)series.Sessions)),
            [Panel("revoke subject: ms until effective, by live sessions of the subject", subjects, scale), Panel("lock client: ms until effective, by live sessions of the client", locks, scale)],
            []).Draw();
    }

    public static string Markdown(IReadOnlyList<ScaleSeries> subjects, IReadOnlyList<ScaleSeries> locks, int repetitions)
    {
        var text = new StringBuilder();
        text.AppendLine("# How long containment takes, by the number of sessions").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"From the call to its answer, which says that no silo accepts any more: {ScaleCluster.Silos} silos and a client of their gateways in one process, a store in memory, {repetitions} repetitions each, in one run. {Machine.Description}; silos, client and harness share them. Milliseconds.").AppendLine();
        text.AppendLine("![Time until effective by number of live sessions](containment-scale.svg)").AppendLine();
        Table(text, "revoke subject", subjects);
        Table(text, "lock client", locks);
        text.AppendLine("Either is one entry of the containment log, whatever it names (L13): a segment and the head are written, and each silo is told once. What a subject's revocation has to write for it is one row, which holds its list of sessions: that is the part that may grow with them, and it is bounded by the limit of sessions a subject has. Tombstones follow afterwards, and nobody waits for them.").AppendLine();
        text.AppendLine("*Accepted after* counts validations that started after the answer, through a gateway and inside a silo: all sessions of the smaller series, 500 and more drawn evenly of the larger ones. It has to be 0.").AppendLine();
        text.AppendLine("To run it again:").AppendLine();
        text.AppendLine("```bash").AppendLine(CultureInfo.InvariantCulture, $"dotnet run -c Release --project bench/SessionCluster.Benchmarks -- containment-scale {repetitions}").AppendLine("```");
        return text.ToString();
    }

    private static Panel Panel(string title, IReadOnlyList<ScaleSeries> all, IAxis scale) => new(
        title,
        scale,
        150,
        [
            Line.Of("worst", "warn", [.. all.Select(series => ((double)series.Sessions, series.Worst))]),
            Line.Of("median", "good", [.. all.Select(series => ((double)series.Sessions, series.Median))]),
        ]);

    private static void Table(StringBuilder text, string what, IReadOnlyList<ScaleSeries> all)
    {
        text.AppendLine(CultureInfo.InvariantCulture, $"| {what}: live sessions | best | median | worst | median to the smallest | accepted after |");
        text.AppendLine("|---:|---:|---:|---:|---:|---:|");
        foreach (var series in all)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {series.Sessions:N0} | {series.Best:0.0} | {series.Median:0.0} | {series.Worst:0.0} | {series.Median / all[0].Median:0.00} | {series.Accepted} of {series.Asked:N0} |");
        }

        text.AppendLine();
    }
}
