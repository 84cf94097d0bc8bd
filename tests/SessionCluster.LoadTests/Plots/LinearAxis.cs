using System.Globalization;

namespace SessionCluster.LoadTests.Plots;

/// <summary>From 0, evenly.</summary>
internal sealed class LinearAxis : IAxis
{
    private const int MostTicks = 6;

    private static readonly double[] Steps = [1, 2, 5, 10];

    private readonly double _max;

    private LinearAxis(double max, double step, string unit)
    {
        _max = max;
        Ticks = [.. Enumerable.Range(0, (int)Math.Floor((max / step) + 1e-9) + 1).Select(index => (index * step, string.Create(CultureInfo.InvariantCulture, $"{index * step:#,0.###}{(unit.Length > 0 ? $" {unit}" : string.Empty)}")))];
    }

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>An axis that reaches a value, with steps of 1, 2 or 5.</summary>
    public static LinearAxis Of(double max, string unit)
    {
        max = Math.Max(max, 1e-3);
        var decade = Math.Pow(10, Math.Floor(Math.Log10(max / MostTicks)));
        var step = Steps.Select(factor => factor * decade).First(step => max / step <= MostTicks);
        return new(max, step, unit);
    }

    public double Place(double value) => value / _max;
}
