namespace SessionCluster.LoadTests.Plots;

/// <summary>Percentiles, so that each nine takes as much room as the one before: 90, 99, 99.9 and 99.99.</summary>
internal sealed class PercentileAxis : IAxis
{
    private const double Last = 4.5;

    public IReadOnlyList<(double Value, string Label)> Ticks { get; } = [(0, "0 %"), (50, "50"), (90, "90"), (99, "99"), (99.9, "99.9"), (99.99, "99.99")];

    public double Place(double value) => Math.Min(Last, -Math.Log10(Math.Max(1e-9, 1 - (value / 100)))) / Last;
}
