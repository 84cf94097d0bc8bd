namespace SessionCluster.Comparison.Contenders;

/// <summary>What all contenders have in common.</summary>
internal static class Sizes
{
    /// <summary>Sessions, grains or keys that are asked about, in turn.</summary>
    public const int Sessions = 2000;
}
