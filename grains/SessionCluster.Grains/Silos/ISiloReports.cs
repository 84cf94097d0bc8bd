namespace SessionCluster.Grains.Silos;

/// <summary>Asks silos about themselves.</summary>
public interface ISiloReports
{
    /// <summary>What one silo says about itself.</summary>
    /// <param name="silo">Its address, as the membership has it.</param>
    /// <exception cref="Exception">It did not answer within 1 s, or can't be reached.</exception>
    Task<SiloReport> ReadAsync(SiloAddress silo);
}
