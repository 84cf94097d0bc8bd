using System.Globalization;
using System.Text.RegularExpressions;
using SessionCluster.LoadTests.Operations;

namespace SessionCluster.LoadTests.Arguments;

/// <summary>A threshold: <c>p99&lt;20ms</c>.</summary>
/// <param name="Text">As it was written.</param>
/// <param name="Kind">The operation that is measured.</param>
/// <param name="Metric">What of it.</param>
/// <param name="IsUpper">True when the value must be below the limit, false when above.</param>
/// <param name="Limit">Milliseconds, percent, operations a second, or seconds.</param>
internal sealed partial record Requirement(string Text, OperationKind Kind, Metric Metric, bool IsUpper, double Limit)
{
    public static IReadOnlyList<Requirement>? TryParseList(string text)
    {
        var parts = text.Split(',', StringSplitOptions.TrimEntries);
        Requirement[] list = [.. parts.Select(TryParse).OfType<Requirement>()];
        return list.Length == parts.Length ? list : null;
    }

    public bool IsMetBy(double value) => IsUpper ? value < Limit : value > Limit;

    private static Requirement? TryParse(string text)
    {
        if (Shape().Match(text) is not { Success: true } match
            || !OperationWords.TryParse(match.Groups["operation"].Success ? match.Groups["operation"].Value : OperationWords.Of(OperationKind.Validate), out var kind)
            || !TryParseLimit(match.Groups["metric"].Value, match.Groups["limit"].Value, out var metric, out var limit))
        {
            return null;
        }

        return new(text, kind, metric, match.Groups["sign"].Value == "<", limit);
    }

    private static bool TryParseLimit(string name, string text, out Metric metric, out double limit)
    {
        metric = Metrics.Of(name);
        limit = 0;
        switch (metric)
        {
            case Metric.Errors:
                return text.EndsWith('%') && Number.TryParse(text.AsSpan()[..^1], out limit);
            case Metric.Throughput:
                return Number.TryParse(text, out limit);
            case Metric.Outage:
                var isSpan = Span.TryParse(text, out var outage);
                limit = outage.TotalSeconds;
                return isSpan;
            default:
                var isLatency = Span.TryParse(text, out var latency);
                limit = latency.TotalMilliseconds;
                return isLatency;
        }
    }

    [GeneratedRegex(@"^((?<operation>[a-z-]+)\.(?=p|max))?(?<metric>p50|p90|p99\.9|p99|max|errors|throughput|outage)(?<sign>[<>])(?<limit>[0-9.]+(us|ms|s|m|%)?)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();
}
