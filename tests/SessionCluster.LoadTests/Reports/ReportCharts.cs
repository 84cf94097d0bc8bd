using SessionCluster.LoadTests.Plots;

namespace SessionCluster.LoadTests.Reports;

/// <summary>The plots of a report.</summary>
internal static class ReportCharts
{
    /// <summary>Throughput, latency and the unavailable share over time, with what happened to the cluster.</summary>
    public static string OverTime(LoadReport report)
    {
        var points = report.Timeline;
        var time = LinearAxis.Of(report.DurationSeconds, "s");
        var most = points.Count == 0 ? 1 : points.Max(point => point.AnsweredPerSecond + point.UnavailablePerSecond + point.WrongPerSecond);
        return new Chart(
            $"{report.Scenario}: throughput, latency and unavailable share over time",
            time,
            [
                new("operations a second, by when they were due", LinearAxis.Of(most, string.Empty), 170, [Line.Area("unavailable", "bad", [.. points.Select(point => (point.Second, point.UnavailablePerSecond + point.WrongPerSecond))]), Line.Of("answered", "good", [.. points.Select(point => (point.Second, point.AnsweredPerSecond))])]),
                new("latency of validations, ms", LogAxis.Of(points.SelectMany(point => new[] { point.P50 ?? 0, point.P99 ?? 0 })), 170, [Line.Of("p50", "good", [.. points.Select(point => (point.Second, point.P50 ?? double.NaN))]), Line.Of("p99", "warn", [.. points.Select(point => (point.Second, point.P99 ?? double.NaN))])]),
                new("unavailable or wrong, % of what was due", LinearAxis.Of(Math.Max(1, points.Count == 0 ? 1 : points.Max(Errors)), "%"), 90, [Line.Area("unavailable or wrong", "bad", [.. points.Select(point => (point.Second, Errors(point)))])]),
            ],
            [.. report.Marks.Select(mark => (mark.Second, mark.Text))]).Draw();
    }

    /// <summary>Latency of validations by percentile.</summary>
    public static string Percentiles(LoadReport report) => new Chart(
        "latency of validations by percentile",
        new PercentileAxis(),
        [new("latency of validations, ms", LogAxis.Of(report.Curve.Select(point => point.Milliseconds)), 200, [Line.Of("validate", "good", [.. report.Curve.Select(point => (point.Percentile, point.Milliseconds))])])],
        []).Draw();

    /// <summary>Latency of what changes something, by percentile: one panel for each operation, on one scale.</summary>
    public static string Changes(LoadReport report)
    {
        var scale = LogAxis.Of(report.Curves.SelectMany(curve => curve.Points).Select(point => point.Milliseconds));
        return new Chart(
            "latency of changes by percentile",
            new PercentileAxis(),
            [.. report.Curves.Select(curve => new Panel($"{curve.Operation}, ms", scale, 110, [Line.Of(curve.Operation, "good", [.. curve.Points.Select(point => (point.Percentile, point.Milliseconds))])]))],
            []).Draw();
    }

    private static double Errors(ReportPoint point)
    {
        var all = point.AnsweredPerSecond + point.UnavailablePerSecond + point.WrongPerSecond;
        return all == 0 ? 0 : 100 * (point.UnavailablePerSecond + point.WrongPerSecond) / all;
    }
}
