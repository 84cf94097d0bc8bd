namespace SessionCluster.LoadTests.Reports;

/// <summary>Operations of one kind that ended in the same way; latencies in milliseconds.</summary>
internal sealed record ReportRow(string Operation, string Outcome, bool IsError, long Count, double PerSecond, double P50, double P90, double P99, double P999, double Max);

/// <summary>What was due in one interval; latencies of validations in milliseconds, <see langword="null"/> where there was none.</summary>
internal sealed record ReportPoint(double Second, double AnsweredPerSecond, double UnavailablePerSecond, double WrongPerSecond, double? P50, double? P99);

/// <summary>What happened to the cluster.</summary>
internal sealed record ReportMark(double Second, string Text);

/// <summary>A point of the percentile curve.</summary>
internal sealed record CurvePoint(double Percentile, double Milliseconds);

/// <summary>The curve of an operation, as its callers waited for it: a rotation is two calls at once and a presentation, a step-up one call and two presentations, a lock the lock, a presentation and its removal.</summary>
internal sealed record OperationCurve(string Operation, IReadOnlyList<CurvePoint> Points);

/// <summary>Sessions that were without service for a time: from the first attempt that nobody answered to the next acceptance, in seconds.</summary>
internal sealed record OutageSummary(int Sessions, double Median, double Worst);

/// <summary>What was checked, and what did not hold.</summary>
/// <param name="Live">Sessions that nobody ended, and that exist.</param>
/// <param name="Ended">Sessions that somebody ended, and that are refused.</param>
/// <param name="ReplaysRefused">Replays of proofs that were refused; <see langword="null"/> where there are no proofs.</param>
/// <param name="Rotations">Rotations, each asked for twice at once, that gave one successor.</param>
/// <param name="StepUps">Step-ups whose former token was refused.</param>
/// <param name="Followers">Thieves who followed a rotation and were exposed; <see langword="null"/> where sessions are bound.</param>
/// <param name="Locked">Sessions that were refused while their client was locked, by the one who had locked it.</param>
/// <param name="Unchecked">What nobody answered about in time.</param>
/// <param name="ViolationCount">How much did not hold.</param>
/// <param name="Violations">The first of it.</param>
internal sealed record CheckSummary(int Live, int Ended, int? ReplaysRefused, int Rotations, int StepUps, int? Followers, int Locked, int Unchecked, int ViolationCount, IReadOnlyList<string> Violations);

/// <summary>A requirement, and what was measured.</summary>
internal sealed record RequirementResult(string Requirement, double Measured, bool IsMet);
