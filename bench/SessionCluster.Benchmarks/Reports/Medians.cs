namespace SessionCluster.Benchmarks.Reports;

/// <summary>The middle of what was seen.</summary>
internal static class Medians
{
    /// <summary>The median; of an even number the upper of the two.</summary>
    public static double Of(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);
}
