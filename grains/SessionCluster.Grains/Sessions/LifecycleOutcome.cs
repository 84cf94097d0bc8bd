namespace SessionCluster.Grains.Sessions;

/// <summary>What a session answers its subject.</summary>
[GenerateSerializer, Alias("sc.LifecycleOutcome")]
internal enum LifecycleOutcome
{
    /// <summary>Inserted, durably.</summary>
    Inserted = 1,

    /// <summary>Ended, durably: the tombstone has landed or was read.</summary>
    Ended = 2,

    /// <summary>In doubt.</summary>
    Unavailable = 3,
}
