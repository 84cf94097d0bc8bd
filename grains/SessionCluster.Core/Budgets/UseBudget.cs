namespace SessionCluster.Core.Budgets;

/// <summary>
/// How many uses a session has, as stored. Uses are spent from blocks whose reservation has landed (P-B1): a crash loses at most the rest of a block, and no use is ever counted twice.
/// </summary>
/// <param name="Limit">Uses in all: 1 to 1,000,000,000.</param>
/// <param name="Reserved">Uses reserved so far: 0 to <paramref name="Limit"/>.</param>
[GenerateSerializer, Immutable, Alias("sc.UseBudget")]
public sealed record UseBudget([property: Id(0)] int Limit, [property: Id(1)] int Reserved)
{
    /// <summary>Largest block: 64.</summary>
    public const int MaxBlock = 64;

    /// <summary>Limits below this reserve each use when it is used; at and above it the first block is part of the establishment: 8.</summary>
    public const int FirstBlockFrom = 8;

    /// <summary>max(1, min(64, limit / 8)).</summary>
    public int BlockSize => Math.Max(1, Math.Min(MaxBlock, Limit / 8));

    /// <summary>True when every use has been reserved.</summary>
    public bool IsSpent => Reserved >= Limit;

    /// <summary>The budget of a new session, with the first block reserved where there is one.</summary>
    public static UseBudget ForLimit(int limit)
    {
        var budget = new UseBudget(limit, 0);
        return limit >= FirstBlockFrom ? budget.ReserveBlock() : budget;
    }

    /// <summary>The budget with the next block reserved: never beyond the limit.</summary>
    public UseBudget ReserveBlock() => this with { Reserved = (int)Math.Min(Limit, (long)Reserved + BlockSize) };

    /// <summary>The budget with the unspent rest of a block given back (P-B3), by the last write before an activation leaves.</summary>
    /// <param name="unspent">Uses that were reserved and not spent; 0 to <see cref="Reserved"/>.</param>
    public UseBudget GiveBack(int unspent) => this with { Reserved = Reserved - Math.Clamp(unspent, 0, Reserved) };
}
