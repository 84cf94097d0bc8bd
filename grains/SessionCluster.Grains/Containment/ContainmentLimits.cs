using System.Globalization;

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

    public static GrainId HeadId { get; } = GrainId.Create(GrainTypeName, HeadKey);

    public static string SegmentKey(int index) => string.Create(CultureInfo.InvariantCulture, $"segment-{index:00}");

    public static GrainId SegmentId(int index) => GrainId.Create(GrainTypeName, SegmentKey(index));
}
