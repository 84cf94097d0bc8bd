namespace SessionCluster.LoadTests.Plots;

/// <summary>Where values lie.</summary>
internal interface IAxis
{
    /// <summary>The place of a value: 0 at the beginning, 1 at the end.</summary>
    double Place(double value);

    /// <summary>Values worth a line, and what to write there.</summary>
    IReadOnlyList<(double Value, string Label)> Ticks { get; }
}
