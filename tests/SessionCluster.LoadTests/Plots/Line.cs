namespace SessionCluster.LoadTests.Plots;

/// <summary>A line of a panel.</summary>
/// <param name="Name">For the legend.</param>
/// <param name="Style">A class of <see cref="ChartStyle"/>.</param>
/// <param name="IsArea">Filled down to the axis.</param>
/// <param name="Points">In order; one that is not a number breaks the line.</param>
internal sealed record Line(string Name, string Style, bool IsArea, IReadOnlyList<(double X, double Y)> Points)
{
    public static Line Of(string name, string style, IReadOnlyList<(double X, double Y)> points) => new(name, style, false, points);

    public static Line Area(string name, string style, IReadOnlyList<(double X, double Y)> points) => new(name, style, true, points);
}
