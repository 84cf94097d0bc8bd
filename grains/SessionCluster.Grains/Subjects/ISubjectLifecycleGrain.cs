using Orleans.Concurrency;

namespace SessionCluster.Grains.Subjects;

/// <summary>One subject, as the containment grain and the subject itself see it. Not for clients: the call filter refuses them.</summary>
[GrainInterfaceType("sc.subject-lifecycle"), Alias("sc.ISubjectLifecycleGrain")]
internal interface ISubjectLifecycleGrain : IGrainWithStringKey
{
    /// <summary>Goes on with what the latest cut-off owes: containment first, then tombstones, a bounded number in a turn (P-S3).</summary>
    [Alias("Continue"), OneWay]
    Task Continue();

    /// <summary>Deletes the subject's row, if nothing in it can matter any more. True when it did.</summary>
    [Alias("Tidy"), ResponseTimeout("00:00:30")]
    Task<bool> Tidy();

    /// <summary>Writes the row again as it is, which seals it under the current silo key. True when it did, or there is none.</summary>
    [Alias("Reseal"), ResponseTimeout("00:00:30")]
    Task<bool> Reseal();
}
