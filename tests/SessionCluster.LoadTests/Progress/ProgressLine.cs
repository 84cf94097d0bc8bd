using System.Globalization;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;

namespace SessionCluster.LoadTests.Progress;

/// <summary>What is worth saying of a moment.</summary>
/// <param name="Elapsed">Of the measured time.</param>
/// <param name="PerSecond">Answers a second since the moment before.</param>
/// <param name="Unavailable">So far.</param>
/// <param name="Wrong">So far.</param>
/// <param name="Violations">So far.</param>
/// <param name="Mark">What happened to the cluster last, or nothing.</param>
internal sealed record ProgressLine(TimeSpan Elapsed, double PerSecond, long Unavailable, long Wrong, int Violations, string? Mark)
{
    public static ProgressLine Of(Recorder recorder, Findings findings, TimeSpan before, long answeredBefore)
    {
        var (answered, unavailable, wrong) = recorder.Totals;
        var elapsed = recorder.Elapsed;
        var span = Math.Max(0.001, (elapsed - before).TotalSeconds);
        return new(elapsed, (answered - answeredBefore) / span, unavailable, wrong, findings.Count, recorder.Marks is [.., var last] ? last.Text : null);
    }

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Elapsed.TotalSeconds,5:0} s: {PerSecond,9:N0} answers/s, unavailable {Unavailable:N0}, wrong {Wrong:N0}, violations {Violations:N0}{(Mark is null ? string.Empty : $" ({Mark})")}");
}
