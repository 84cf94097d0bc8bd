using System.Globalization;
using System.Net;
using System.Text;

namespace SessionCluster.LoadTests.Reports;

/// <summary>The report as one HTML file: no script, nothing loaded from anywhere.</summary>
internal static class HtmlReport
{
    public static string Write(LoadReport report)
    {
        var html = new StringBuilder();
        html.AppendLine("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">");
        html.AppendLine(CultureInfo.InvariantCulture, $"<title>{Text(report.Scenario)} - SessionCluster load report</title><style>{HtmlStyle.Css}</style></head><body>");
        html.AppendLine(CultureInfo.InvariantCulture, $"<h1>{Text(report.Scenario)}</h1><p class=\"soft\">{Text(report.Description)}</p>");
        AddVerdict(html, report);
        AddHead(html, report);
        html.AppendLine("<h2>Over time</h2>").AppendLine(ReportCharts.OverTime(report));
        AddOperations(html, report);
        html.AppendLine("<h2>Latency of validations by percentile</h2>").AppendLine(ReportCharts.Percentiles(report));
        if (report.Curves.Count > 0)
        {
            html.AppendLine("<h2>Latency of changes by percentile</h2><p class=\"soft\">As their callers waited: a rotation is two calls at once and a presentation, a step-up one call and two presentations, a lock the lock, a presentation and its removal.</p>").AppendLine(ReportCharts.Changes(report));
        }

        return html.AppendLine("</body></html>").ToString();
    }

    private static void AddVerdict(StringBuilder html, LoadReport report)
    {
        var isGood = report.ExitCode == ExitCodes.Done;
        html.AppendLine(CultureInfo.InvariantCulture, $"<p class=\"verdict {(isGood ? "good" : "bad")}\">{Text(Texts.Checks(report.Checks))}</p>");
        AddList(html, report.Checks.Violations);
        AddList(html, report.Requirements.Select(Texts.Requirement));
        html.AppendLine(CultureInfo.InvariantCulture, $"<p>{Texts.Count(report.AnsweredPerSecond)} answers a second, {Texts.Percent(report.ErrorsPercent)} % errors. {Text(Texts.Outages(report.Outages))}</p>");
    }

    private static void AddHead(StringBuilder html, LoadReport report)
    {
        html.AppendLine("<h2>What was measured</h2><dl>");
        Add("transport", report.Transport);
        Add("possession", report.Possession);
        Add("load", report.Model);
        Add("mix", report.Mix);
        Add("machine", report.Machine);
        Add("version", report.Version);
        Add("seed", report.Seed.ToString(CultureInfo.InvariantCulture));
        Add("began", report.StartedAt.ToString("u", CultureInfo.InvariantCulture));
        Add("time", string.Create(CultureInfo.InvariantCulture, $"{report.DurationSeconds:0.#} s, after {report.WarmupSeconds:0.#} s of warming up"));
        foreach (var (name, value) in report.Facts)
        {
            Add(name, value);
        }

        html.AppendLine(CultureInfo.InvariantCulture, $"<dt>command line</dt><dd><code>{Text(report.CommandLine)}</code></dd></dl>");

        void Add(string name, string value) => html.AppendLine(CultureInfo.InvariantCulture, $"<dt>{Text(name)}</dt><dd>{Text(value)}</dd>");
    }

    private static void AddOperations(StringBuilder html, LoadReport report)
    {
        html.AppendLine("<h2>Operations</h2><div class=\"wide\"><table><tr><th>operation</th><th>outcome</th><th>count</th><th>a second</th><th>p50 ms</th><th>p90 ms</th><th>p99 ms</th><th>p99.9 ms</th><th>max ms</th></tr>");
        foreach (var row in report.Operations)
        {
            html.AppendLine(CultureInfo.InvariantCulture, $"<tr{(row.IsError ? " class=\"bad\"" : string.Empty)}><td>{Text(row.Operation)}</td><td>{Text(row.Outcome)}</td><td>{Texts.Count(row.Count)}</td><td>{Texts.Count(row.PerSecond)}</td><td>{Texts.Milliseconds(row.P50)}</td><td>{Texts.Milliseconds(row.P90)}</td><td>{Texts.Milliseconds(row.P99)}</td><td>{Texts.Milliseconds(row.P999)}</td><td>{Texts.Milliseconds(row.Max)}</td></tr>");
        }

        html.AppendLine("</table></div>");
    }

    private static void AddList(StringBuilder html, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            html.AppendLine(CultureInfo.InvariantCulture, $"<p>{Text(line)}</p>");
        }
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);
}
