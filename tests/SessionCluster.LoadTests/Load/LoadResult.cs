using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;

namespace SessionCluster.LoadTests.Load;

/// <summary>Everything a run has seen.</summary>
/// <param name="StartedAt">When it began.</param>
/// <param name="Recorder">What the measured time saw.</param>
/// <param name="Outages">The longest outage of each session that had one, the longest last.</param>
/// <param name="Findings">Violations.</param>
/// <param name="Check">What the checks at the end did.</param>
/// <param name="Facts">What the target says of itself.</param>
internal sealed record LoadResult(
    DateTimeOffset StartedAt,
    Recorder Recorder,
    IReadOnlyList<TimeSpan> Outages,
    Findings Findings,
    EndCheckResult Check,
    IReadOnlyList<(string Name, string Value)> Facts);
