namespace SessionCluster.LoadTests.Plots;

/// <summary>One plot of a chart.</summary>
/// <param name="Title">What is plotted, with its unit.</param>
/// <param name="Y">Where values lie.</param>
/// <param name="Height">In pixels.</param>
/// <param name="Lines">What is drawn, the last on top.</param>
internal sealed record Panel(string Title, IAxis Y, int Height, IReadOnlyList<Line> Lines);
