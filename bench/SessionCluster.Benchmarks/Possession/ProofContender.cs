namespace SessionCluster.Benchmarks.Possession;

/// <summary>What is measured, and what is expected to take as long.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Run">Does it once; the number says which of the prepared inputs. Returns whether the outcome was the expected one.</param>
internal sealed record ProofContender(string Name, Func<int, bool> Run)
{
    /// <summary>Microseconds for each, by round.</summary>
    public List<double> Rounds { get; } = [];

    /// <summary>Bytes allocated for each, of the last round.</summary>
    public double Allocated { get; set; }
}
