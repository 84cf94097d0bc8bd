using System.Globalization;

namespace SessionCluster.LoadTests.Reports;

/// <summary>Numbers as readers get them.</summary>
internal static class Texts
{
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Milliseconds, with as many digits as are worth reading.</summary>
    public static string Milliseconds(double milliseconds) => milliseconds.ToString(milliseconds < 10 ? "0.00" : milliseconds < 100 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    public static string Seconds(double seconds) => seconds.ToString("0.0", CultureInfo.InvariantCulture);

    public static string Percent(double percent) => percent.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A sentence on the sessions that were without service.</summary>
    public static string Outages(OutageSummary outages) => outages.Sessions == 0
        ? "No session was without service."
        : $"{Count(outages.Sessions)} sessions were without service for a time, from the first attempt that nobody answered to the next acceptance: {Seconds(outages.Median)} s in the median, {Seconds(outages.Worst)} s at worst.";

    /// <summary>A sentence on the checks.</summary>
    public static string Checks(CheckSummary checks) => checks.ViolationCount > 0
        ? $"{Count(checks.ViolationCount)} violations; the first:"
        : $"{(checks.ReplaysRefused is null ? "G1, G3" : "G1, G2, G3")} and G5 hold on what was done: at the end {Count(checks.Live)} sessions exist that nobody ended and {Count(checks.Ended)} are refused that somebody did"
            + (checks.ReplaysRefused is { } replays ? $", and {Count(replays)} replays of proofs were refused" : string.Empty)
            + (checks.Rotations > 0 ? $"; {Count(checks.Rotations)} rotations had one successor each" : string.Empty)
            + (checks.Followers > 0 ? $"; {Count(checks.Followers.Value)} who followed one were exposed" : string.Empty)
            + (checks.StepUps > 0 ? $"; {Count(checks.StepUps)} step-ups left their former token refused" : string.Empty)
            + (checks.Locked > 0 ? $"; {Count(checks.Locked)} sessions were refused under a lock of their client" : string.Empty)
            + (checks.Unchecked > 0 ? $"; {Count(checks.Unchecked)} could not be checked: nobody answered." : ".");

    public static string Requirement(RequirementResult requirement) =>
        $"{requirement.Requirement}: measured {requirement.Measured.ToString("0.###", CultureInfo.InvariantCulture)}, {(requirement.IsMet ? "met" : "missed")}";
}
