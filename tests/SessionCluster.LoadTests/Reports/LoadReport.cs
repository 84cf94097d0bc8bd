namespace SessionCluster.LoadTests.Reports;

/// <summary>A run as its readers get it: as JSON these members in snake_case, milliseconds and seconds as numbers.</summary>
internal sealed record LoadReport
{
    public required string Scenario { get; init; }

    public required string Description { get; init; }

    /// <summary>Open or closed, and what that means for latencies.</summary>
    public required string Model { get; init; }

    public required string Mix { get; init; }

    /// <summary>What the sessions were bound to.</summary>
    public required string Possession { get; init; }

    /// <summary>What was measured.</summary>
    public required string Transport { get; init; }

    public required string Machine { get; init; }

    public required string Version { get; init; }

    public required int Seed { get; init; }

    public required string CommandLine { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double WarmupSeconds { get; init; }

    public required double DurationSeconds { get; init; }

    public required IReadOnlyDictionary<string, string> Facts { get; init; }

    public required double AnsweredPerSecond { get; init; }

    /// <summary>Share of operations that nobody answered or that were answered wrongly, in percent.</summary>
    public required double ErrorsPercent { get; init; }

    public required IReadOnlyList<ReportRow> Operations { get; init; }

    public required OutageSummary Outages { get; init; }

    public required CheckSummary Checks { get; init; }

    public required IReadOnlyList<RequirementResult> Requirements { get; init; }

    public required IReadOnlyList<ReportMark> Marks { get; init; }

    public required IReadOnlyList<ReportPoint> Timeline { get; init; }

    /// <summary>Validations: percentile and milliseconds.</summary>
    public required IReadOnlyList<CurvePoint> Curve { get; init; }

    /// <summary>The same of each operation that changes something, where it was done.</summary>
    public required IReadOnlyList<OperationCurve> Curves { get; init; }

    public int ExitCode => Checks.Violations.Count > 0 || Requirements.Any(requirement => !requirement.IsMet)
        ? ExitCodes.Violated
        : Checks.Unchecked > 0 ? ExitCodes.Unavailable : ExitCodes.Done;
}
