namespace SessionCluster.Grains.Persistence;

/// <summary>Names under which everything is stored. Renaming one orphans what was stored.</summary>
public static class SessionStorage
{
    /// <summary>The grain storage provider: a keyed <see cref="Orleans.Storage.IGrainStorage"/> service.</summary>
    public const string ProviderName = "sessions";

    /// <summary>The state name of every row.</summary>
    public const string StateName = "state";
}
