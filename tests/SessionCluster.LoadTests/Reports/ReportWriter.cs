using System.Globalization;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Load;
using SessionCluster.LoadTests.Measurements;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Possession;

namespace SessionCluster.LoadTests.Reports;

/// <summary>Composes the report of a run.</summary>
internal static class ReportWriter
{
    private static readonly OperationKind[] Changes = [OperationKind.Establish, OperationKind.Rotate, OperationKind.StepUp, OperationKind.Lock, OperationKind.Revoke, OperationKind.RevokeSubject];

    public static LoadReport Compose(LoadOptions options, string[] args, string transport, LoadResult result)
    {
        var recorder = result.Recorder;
        var (answered, unavailable, wrong) = recorder.Totals;
        var report = new LoadReport
        {
            Scenario = options.Scenario.Name,
            Description = options.Scenario.Description,
            Model = Model(options),
            Mix = options.EffectiveMix.ToString(),
            Possession = PossessionWords.Describe(options.Possession),
            Transport = transport,
            Machine = Machine.Description,
            Version = Machine.Version,
            Seed = options.Seed,
            CommandLine = string.Join(' ', args.Select(Quote)),
            StartedAt = result.StartedAt,
            WarmupSeconds = options.Warmup.TotalSeconds,
            DurationSeconds = options.Duration.TotalSeconds,
            Facts = result.Facts.ToDictionary(fact => fact.Name, fact => fact.Value),
            AnsweredPerSecond = answered / options.Duration.TotalSeconds,
            ErrorsPercent = answered + unavailable + wrong == 0 ? 0 : 100.0 * (unavailable + wrong) / (answered + unavailable + wrong),
            Operations = [.. recorder.Series.Select(series => Row(series, options.Duration))],
            Outages = result.Outages is [.., var worst] ? new(result.Outages.Count, result.Outages[result.Outages.Count / 2].TotalSeconds, worst.TotalSeconds) : new(0, 0, 0),
            Checks = Checks(options, result.Check, result.Findings),
            Requirements = [],
            Marks = [.. recorder.Marks.Select(mark => new ReportMark(mark.Second, mark.Text))],
            Timeline = [.. recorder.Intervals.Select((interval, index) => Point(interval, index, recorder.IntervalLength))],
            Curve = Curve(recorder, OperationKind.Validate),
            Curves = [.. Changes.Where(kind => All(recorder, kind).Count > 0).Select(kind => new OperationCurve(OperationWords.Of(kind), Curve(recorder, kind)))],
        };
        return report with { Requirements = [.. options.Requirements.Select(requirement => Measure(requirement, report, recorder))] };
    }

    private static CheckSummary Checks(LoadOptions options, EndCheckResult check, Findings findings) => new(
        check.Live,
        check.Ended,
        options.Possession == PossessionKind.Dpop ? findings.ReplaysRefused : null,
        findings.Rotations,
        findings.StepUps,
        options.Possession == PossessionKind.Bearer ? findings.Followers : null,
        findings.Locked,
        check.Unchecked,
        findings.Count,
        [.. findings.Kept.Select(violation => violation.ToString())]);

    private static IReadOnlyList<CurvePoint> Curve(Recorder recorder, OperationKind kind) => [.. All(recorder, kind).Curve().Select(point => new CurvePoint(point.Percentile, point.Milliseconds))];

    private static string Model(LoadOptions options) => options.Rate is { } rate
        ? string.Create(CultureInfo.InvariantCulture, $"open: {rate:N0} operations a second are due whatever becomes of the earlier ones, at most {options.InFlight:N0} in flight; latency counts from when one was due (no coordinated omission)")
        : string.Create(CultureInfo.InvariantCulture, $"closed: {options.InFlight:N0} callers, each of which waits for its answer; a service that stalls is asked less, so its percentiles flatter it");

    private static string Quote(string text) => text.Contains(' ', StringComparison.Ordinal) ? $"'{text}'" : text;

    private static ReportRow Row(Series series, TimeSpan duration)
    {
        var latencies = series.Latencies;
        return new(
            OperationWords.Of(series.Operation),
            series.Outcome.Word,
            series.Outcome.Kind != OutcomeKind.Answered,
            latencies.Count,
            latencies.Count / duration.TotalSeconds,
            latencies.Percentile(50),
            latencies.Percentile(90),
            latencies.Percentile(99),
            latencies.Percentile(99.9),
            latencies.Max);
    }

    private static ReportPoint Point(Interval interval, int index, TimeSpan length)
    {
        var validations = interval.Validations;
        var seconds = length.TotalSeconds;
        double? P(double percentile) => validations.Count == 0 ? null : validations.Percentile(percentile);
        return new(index * seconds, interval.Answered / seconds, interval.Unavailable / seconds, interval.Wrong / seconds, P(50), P(99));
    }

    private static Latencies All(Recorder recorder, OperationKind kind)
    {
        var all = new Latencies(3);
        foreach (var series in recorder.Series)
        {
            if (series.Operation == kind)
            {
                all.Add(series.Latencies);
            }
        }

        return all;
    }

    private static RequirementResult Measure(Requirement requirement, LoadReport report, Recorder recorder)
    {
        var latencies = All(recorder, requirement.Kind);
        var measured = requirement.Metric switch
        {
            Metric.P50 => latencies.Percentile(50),
            Metric.P90 => latencies.Percentile(90),
            Metric.P99 => latencies.Percentile(99),
            Metric.P999 => latencies.Percentile(99.9),
            Metric.Max => latencies.Max,
            Metric.Errors => report.ErrorsPercent,
            Metric.Throughput => report.AnsweredPerSecond,
            _ => report.Outages.Worst,
        };

        // Of what was never done nothing can be said: a threshold of it is missed.
        var isKnown = requirement.Metric is Metric.Errors or Metric.Throughput or Metric.Outage || latencies.Count > 0;
        return new(requirement.Text, measured, isKnown && requirement.IsMetBy(measured));
    }
}
