namespace SessionCluster.Grains.Fence;

/// <summary>
/// A silo's licence to answer (P-F2): every verdict, acknowledgement and admission is fenced. A paused or partitioned silo loses it by itself, since it must be renewed.
/// </summary>
public interface ISiloFence
{
    /// <summary>True when the silo may answer now.</summary>
    /// <param name="term">The term that is held.</param>
    bool TryGetTerm(out FenceTerm term);

    /// <summary>True when that very term is still held.</summary>
    bool Holds(FenceTerm term);
}
