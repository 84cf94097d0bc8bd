namespace SessionCluster.LoadTests.Measurements;

/// <summary>What was due in one interval of the measured time.</summary>
internal sealed class Interval
{
    public int Answered { get; set; }

    public int Unavailable { get; set; }

    public int Wrong { get; set; }

    /// <summary>Latencies of validations of live sessions.</summary>
    public Latencies Validations { get; } = new(2);

    public int Total => Answered + Unavailable + Wrong;
}
