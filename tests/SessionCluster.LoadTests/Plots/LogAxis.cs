using System.Globalization;

namespace SessionCluster.LoadTests.Plots;

/// <summary>By decades: a stall of seconds and an answer of microseconds in one picture.</summary>
internal sealed class LogAxis : IAxis
{
    private readonly int _from;
    private readonly int _to;

    private LogAxis(int from, int to)
    {
        (_from, _to) = (from, to);
        Ticks = [.. Enumerable.Range(from, to - from + 1).Select(power => (Math.Pow(10, power), Math.Pow(10, power).ToString("#,0.###", CultureInfo.InvariantCulture)))];
    }

    public IReadOnlyList<(double Value, string Label)> Ticks { get; }

    /// <summary>An axis of whole decades that holds these values; 0 is none of them.</summary>
    public static LogAxis Of(IEnumerable<double> values)
    {
        double[] positive = [.. values.Where(value => value > 0)];
        return positive.Length == 0
            ? new(0, 1)
            : new((int)Math.Floor(Math.Log10(positive.Min())), Math.Max((int)Math.Ceiling(Math.Log10(positive.Max())), (int)Math.Floor(Math.Log10(positive.Min())) + 1));
    }

    public double Place(double value) => (Math.Log10(value) - _from) / (_to - _from);
}
