using Orleans.Concurrency;

namespace SessionCluster.Grains.Janitor;

/// <summary>The one that cleans up: one grain, key <see cref="JanitorGrain.Key"/>, so one silo at a time (L17). Not for clients: the call filter refuses them.</summary>
[GrainInterfaceType("sc.janitor"), Alias("sc.IJanitorGrain")]
internal interface IJanitorGrain : IGrainWithStringKey
{
    /// <summary>Sees that it works. Every silo says so at its start and every half minute, whichever of them it is on.</summary>
    [Alias("Wake"), OneWay]
    Task Wake();

    /// <summary>Does the next piece of work, if one is due: a shard. Answers how long it is until the next.</summary>
    [Alias("Work"), ResponseTimeout("00:05:00")]
    Task<TimeSpan> Work();

    /// <summary>What it did and where it is.</summary>
    [Alias("GetReport"), AlwaysInterleave, ResponseTimeout("00:00:10")]
    Task<JanitorReport> GetReport();
}
