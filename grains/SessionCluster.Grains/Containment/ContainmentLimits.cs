using System.Globalization;
using SessionCluster.Core.Containment;

namespace SessionCluster.Grains.Containment;

/// <summary>How the containment log is laid out: a head row and segment rows, so that it is bounded and no row grows beyond what a table stores.</summary>
internal static class ContainmentLimits
{
    /// <summary>The grain type, and the type under which the segments are stored.</summary>
    public const string GrainTypeName = "containment";

    /// <summary>The key of the one containment grain and of the head row.</summary>
    public const string HeadKey = "head";

    /// <summary>Entries in a segment: 1,000.</summary>
    public const int EntriesPerSegment = 1000;

    /// <summary>Segments at most: 64.</summary>
    public const int MaxSegments = 64;

    /// <summary>The room that a lock takes, in cut-offs: 4. With its words it is up to 2 KB long, and a row of a table holds less than 1 MB.</summary>
    public const int RoomOfLock = 4;

    /// <summary>Locks at most: 10,000. So locks never take the room that revocations need.</summary>
    public const int MaxLocks = 10_000;

    /// <summary>Locks whose time is over and that are removed in one turn: 50.</summary>
    public const int RemovedAtOnce = 50;

    /// <summary>A lock is removed so long after its end: 5 s. Clocks of silos differ by up to 2 s and are set back: what one removes must be over for every other.</summary>
    public static readonly TimeSpan RemovalMargin = TimeSpan.FromSeconds(5);

    public static GrainId HeadId { get; } = GrainId.Create(GrainTypeName, HeadKey);

    public static int RoomOf(ContainmentEntry entry) => entry.Lock is null ? 1 : RoomOfLock;

    public static string SegmentKey(int index) => string.Create(CultureInfo.InvariantCulture, $"segment-{index:00}");

    public static GrainId SegmentId(int index) => GrainId.Create(GrainTypeName, SegmentKey(index));
}
