using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Core.Admission;
using SessionCluster.Core.Containment;
using SessionCluster.Grains.Containment;

namespace SessionCluster.Cluster.Tests.Containment;

/// <summary>A containment log as others have filled it: one entry each for subjects that are still owed tombstones.</summary>
internal static class ContainmentRows
{
    private const string GrainType = ContainmentLimits.GrainTypeName;

    /// <summary>
    /// A cluster whose containment grain has not read its rows yet and finds these. What is asked at start is refused, and asked again only when the test moves the clock.
    /// </summary>
    public static async Task<SessionTestCluster> StartAsync(int entries, Action<SessionTestOptions>? configure = null)
    {
        var cluster = await SessionTestCluster.StartAsync(options =>
        {
            options.Storage.Faults = operation => operation is { Kind: StorageOperationKind.Read, GrainType: GrainType } ? StorageFault.ThrowWithoutDoing : StorageFault.None;
            configure?.Invoke(options);
        });
        if (entries > 0)
        {
            Fill(cluster.Storage, Enumerable.Range(0, entries).Select(index => new ContainmentEntry(index + 1, ContainmentDimension.Subject, Subject(index).Key.ToString(), 1)), ContainmentLimits.EntriesPerSegment);
        }

        cluster.Storage.Faults = null;
        return cluster;
    }

    /// <summary>The subjects whose entries <see cref="StartAsync"/> puts there.</summary>
    public static SubjectId Subject(int index) => SessionSamples.Subject($"contained-{index}");

    /// <summary>Gives one of them the row that it has after its revocation.</summary>
    public static void PutSubject(TestStorage storage, int index, DateTimeOffset revokedAt)
    {
        var subject = Subject(index);
        var state = SubjectIndex.CutOff(new SubjectState(), subject, SessionSamples.Admin, EventId.FromBytes(new byte[EventId.Size]), revokedAt);
        storage.Put("subject", subject.Key.ToString(), SubjectIndex.RaiseContained(state, state.Epoch));
    }

    public static ContainmentSegment? Segment(this TestStorage storage, int index) => storage.Peek<ContainmentSegment>(GrainType, ContainmentLimits.SegmentKey(index));

    public static int[] SegmentSizes(this TestStorage storage) =>
        [.. Enumerable.Range(0, ContainmentLimits.MaxSegments).Select(index => storage.Segment(index)).TakeWhile(segment => segment is not null).Select(segment => segment!.Entries.Length)];

    public static ContainmentEntry[] AllEntries(this TestStorage storage) =>
        [.. Enumerable.Range(0, ContainmentLimits.MaxSegments).Select(index => storage.Segment(index)).TakeWhile(segment => segment is not null).SelectMany(segment => segment!.Entries)];

    /// <summary>Writes a log as it is, so many entries to a segment.</summary>
    public static void Fill(TestStorage storage, IEnumerable<ContainmentEntry> entries, int perSegment)
    {
        var segments = entries.Chunk(perSegment).ToArray();
        for (var index = 0; index < segments.Length; index++)
        {
            storage.Put(GrainType, ContainmentLimits.SegmentKey(index), new ContainmentSegment { Index = index, Entries = [.. segments[index]] });
        }

        storage.Put(GrainType, ContainmentLimits.HeadKey, new ContainmentHead { Version = segments.Sum(segment => segment.Length), Segments = segments.Length });
    }
}
