using Orleans.Concurrency;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;

namespace SessionCluster.Grains.Containment;

/// <summary>The writer of the containment log: one grain, key <see cref="ContainmentLimits.HeadKey"/>. Not for clients: the call filter refuses them.</summary>
[GrainInterfaceType("sc.containment"), Alias("sc.IContainmentGrain")]
internal interface IContainmentGrain : IGrainWithStringKey
{
    /// <summary>Puts a subject's cut-off in force (P-C1); merged with an earlier one by the larger epoch. Answers once every silo refuses, or that it is in doubt.</summary>
    /// <param name="subject">Whose sessions end.</param>
    /// <param name="cutOff">The whole cut-off: what it keeps (P-S4), and what its event says.</param>
    [Alias("ContainCutOff"), ResponseTimeout("00:00:30")]
    Task<ContainOutcome> Contain(SubjectId subject, SubjectCutOff cutOff);

    /// <summary>Removes a subject's entry, if it still has the cut-off that was examined (P-C4). Answers <see langword="false"/> when that is in doubt: ask again.</summary>
    [Alias("Prune"), ResponseTimeout("00:00:30")]
    Task<bool> Prune(SubjectKey subject, long cutOffEpoch);

    /// <summary>
    /// After a start: asks each subject with an entry to go on (P-S3), a hundred a second, by one-way calls that no turn awaits. It is one-way itself, and goes on trying: a store that is not there yet
    /// must neither fail the start nor leave tombstones owed until the next one.
    /// </summary>
    [Alias("Resume"), OneWay]
    Task Resume();

    /// <summary>To itself: hands on the events that have landed.</summary>
    [Alias("Publish"), OneWay]
    Task Publish();

    /// <summary>Writes the log's rows again as they are, which seals them under the current silo key. False when that is in doubt.</summary>
    [Alias("Reseal"), ResponseTimeout("00:00:30")]
    Task<bool> Reseal();
}
