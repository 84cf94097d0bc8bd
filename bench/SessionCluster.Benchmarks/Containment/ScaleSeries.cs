namespace SessionCluster.Benchmarks.Containment;

/// <summary>What was seen of one way to contain, for one number of live sessions.</summary>
/// <param name="Sessions">Live sessions that it names.</param>
/// <param name="Milliseconds">From the call to its answer, which says that it is in force, of each repetition.</param>
/// <param name="Asked">Validations that started after the answer.</param>
/// <param name="Accepted">Those of them that were accepted: 0, or the answer was a lie.</param>
internal sealed record ScaleSeries(int Sessions, IReadOnlyList<double> Milliseconds, int Asked, int Accepted)
{
    public double Median => Reports.Medians.Of(Milliseconds);

    public double Best => Milliseconds.Min();

    public double Worst => Milliseconds.Max();
}
