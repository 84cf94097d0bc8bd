using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Hosting;

/// <summary>How two rings differ, as a sentence: ids only, never keys.</summary>
internal static class EdgeRingDifference
{
    /// <summary>The sentence, or <see langword="null"/> when the rings agree: the same ids, and the same key under each. Which key is current may differ while a rotation is under way.</summary>
    public static string? Describe(KeyRingDescription client, KeyRingDescription silo)
    {
        var mine = client.Keys.ToDictionary(key => key.Id, key => key.Digest);
        var theirs = silo.Keys.ToDictionary(key => key.Id, key => key.Digest);
        var parts = new List<string>();
        Add(parts, "this client lacks", theirs.Keys.Except(mine.Keys));
        Add(parts, "the silo lacks", mine.Keys.Except(theirs.Keys));
        Add(parts, "another key stands under", mine.Keys.Where(id => theirs.TryGetValue(id, out var digest) && digest != mine[id]));
        return parts.Count == 0 ? null : $"The edge ring of this client is not the silo's: {string.Join("; ", parts)}. Give both the same keys.";
    }

    private static void Add(List<string> parts, string what, IEnumerable<byte> ids)
    {
        var list = string.Join(", ", ids.Order());
        if (list.Length > 0)
        {
            parts.Add($"{what} key {list}");
        }
    }
}
