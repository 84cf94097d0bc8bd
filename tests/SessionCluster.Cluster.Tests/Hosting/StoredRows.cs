using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Sessions;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>What the store holds, by concept.</summary>
internal static class StoredRows
{
    public static SubjectState? Subject(this TestStorage storage, SubjectId subject) => storage.Peek<SubjectState>("subject", subject.Key.ToString());

    public static SessionState? Session(this TestStorage storage, SessionId id) => storage.Peek<SessionState>("session", id.ToString());

    public static bool HasTombstone(this TestStorage storage, SessionId id) => storage.Session(id)?.Tombstone is not null;

    public static ContainmentHead? ContainmentHead(this TestStorage storage) => storage.Peek<ContainmentHead>(ContainmentLimits.GrainTypeName, ContainmentLimits.HeadKey);

    /// <summary>Epochs of a subject's containment entries in every segment row.</summary>
    public static long[] ContainmentEpochs(this TestStorage storage, SubjectId subject) =>
    [
        .. Enumerable.Range(0, ContainmentLimits.MaxSegments)
            .Select(index => storage.Peek<ContainmentSegment>(ContainmentLimits.GrainTypeName, ContainmentLimits.SegmentKey(index)))
            .SelectMany(segment => segment?.Entries ?? [])
            .Where(entry => entry.Value == subject.Key.ToString())
            .Select(entry => entry.CutOffEpoch),
    ];

    public static Task UntilPrunedAsync(this TestStorage storage, SubjectId subject) =>
        storage.UntilAsync(() => storage.ContainmentEpochs(subject).Length == 0, "a containment log without the subject's entry");
}
