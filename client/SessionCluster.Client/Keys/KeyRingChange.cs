using SessionCluster.Abstractions.Keys;

namespace SessionCluster.Client.Keys;

/// <summary>Whether a ring that was read again is another one, by ids and digests; and what a log may say of it.</summary>
internal static class KeyRingChange
{
    /// <summary>True when there is another key, a key less, another key under an id, or another current one.</summary>
    public static bool IsOne(KeyRing former, KeyRing next)
    {
        var (one, other) = (former.Describe(), next.Describe());
        return one.CurrentId != other.CurrentId || !one.Keys.ToHashSet().SetEquals(other.Keys);
    }

    /// <summary>The ids, in order.</summary>
    public static string Ids(KeyRing ring) => string.Join(", ", ring.Describe().Keys.Select(key => key.Id));
}
