using System.Globalization;

namespace SessionCluster.Grains.Janitor;

/// <summary>Rows of one type of grain, by their keys in ordinal order.</summary>
/// <param name="GrainType">The type of grain.</param>
/// <param name="After">Keys behind this one; empty for the first.</param>
/// <param name="Before">Keys before this one.</param>
public sealed record RowRange(string GrainType, string After, string Before)
{
    // Behind every key: those are of lower-case letters, digits and hyphens.
    private const string End = "~";

    /// <summary>All rows of a type of grain behind a key.</summary>
    internal static RowRange All(string grainType, string after) => new(grainType, after, End);

    /// <summary>Sessions of a shard whose id has a smaller deadline minute: the id begins with both.</summary>
    internal static RowRange Expired(int shard, uint minuteBefore, string? after) => new(
        "session",
        after ?? shard.ToString("x2", CultureInfo.InvariantCulture),
        string.Create(CultureInfo.InvariantCulture, $"{shard:x2}{minuteBefore:x8}"));
}
