namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>An object that is being read: what it may have, and what was seen of it.</summary>
internal struct ObjectScope(MemberTable table, string prefix)
{
    private uint _seen;

    public readonly MemberTable Table => table;

    /// <summary>What stands before a member's name in a sentence: <c>authentication.</c></summary>
    public readonly string Prefix => prefix;

    /// <summary>The first required member that was not there, or -1.</summary>
    public readonly int FirstMissing => System.Numerics.BitOperations.TrailingZeroCount((long)(table.Required & ~_seen)) is var index and < 32 ? index : -1;

    /// <summary>Marks a member as seen; false when it was seen before.</summary>
    public bool TryMark(int index)
    {
        var bit = 1u << index;
        var isNew = (_seen & bit) == 0;
        _seen |= bit;
        return isNew;
    }
}
