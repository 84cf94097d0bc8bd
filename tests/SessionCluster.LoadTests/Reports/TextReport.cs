using System.Globalization;
using System.Text;

namespace SessionCluster.LoadTests.Reports;

/// <summary>The report for a terminal.</summary>
internal static class TextReport
{
    public static string Write(LoadReport report)
    {
        var text = new StringBuilder();
        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{report.Scenario}: {report.Description}");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Transport}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"Possession: {report.Possession}.");
        text.AppendLine(CultureInfo.InvariantCulture, $"{report.Model}.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"{"operation",-18}{"outcome",-30}{"count",10}{"/s",9}{"p50 ms",9}{"p99 ms",9}{"p99.9 ms",9}{"max ms",9}");
        foreach (var row in report.Operations)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{row.Operation,-18}{row.Outcome,-30}{Texts.Count(row.Count),10}{Texts.Count(row.PerSecond),9}{Texts.Milliseconds(row.P50),9}{Texts.Milliseconds(row.P99),9}{Texts.Milliseconds(row.P999),9}{Texts.Milliseconds(row.Max),9}");
        }

        text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"{Texts.Count(report.AnsweredPerSecond)} answers a second, {Texts.Percent(report.ErrorsPercent)} % errors.");
        foreach (var mark in report.Marks)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{Texts.Seconds(mark.Second)} s: {mark.Text}.");
        }

        text.AppendLine(Texts.Outages(report.Outages));
        text.AppendLine(Texts.Checks(report.Checks));
        foreach (var violation in report.Checks.Violations)
        {
            text.AppendLine(violation);
        }

        foreach (var requirement in report.Requirements)
        {
            text.AppendLine(Texts.Requirement(requirement));
        }

        return text.ToString();
    }
}
