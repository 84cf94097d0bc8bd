namespace SessionCluster.LoadTests.Checks;

/// <summary>What the checks at the end did.</summary>
/// <param name="Live">Sessions that nobody ended, and that exist.</param>
/// <param name="Ended">Sessions that somebody ended, and that are refused.</param>
/// <param name="Unchecked">Sessions about which nobody answered in time.</param>
internal sealed record EndCheckResult(int Live, int Ended, int Unchecked);
