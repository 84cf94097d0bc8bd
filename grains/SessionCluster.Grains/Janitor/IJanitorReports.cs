namespace SessionCluster.Grains.Janitor;

/// <summary>Asks the janitor about itself.</summary>
public interface IJanitorReports
{
    /// <summary>What it says; <see langword="null"/> when it can't be reached, or its row can't be read.</summary>
    Task<JanitorReport?> ReadAsync();
}
