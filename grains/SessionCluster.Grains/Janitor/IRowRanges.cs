using System.Collections.Immutable;

namespace SessionCluster.Grains.Janitor;

/// <summary>Rows of the store by key range, which a grain storage can't tell. The host registers one beside its grain storage; without it nothing is cleaned up.</summary>
public interface IRowRanges
{
    /// <summary>Reads rows of a range, in the order of their keys, through the seal. What it costs goes by the rows that are answered, not by those that are stored.</summary>
    /// <param name="range">Which rows.</param>
    /// <param name="atMost">How many: 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost, CancellationToken cancellationToken)
        where TState : class;

    /// <summary>Deletes those rows that still are as they were read. Answers how many: a row that was written since stays.</summary>
    /// <param name="grainType">The type of their grains.</param>
    /// <param name="rows">Which, and as they were read: 1 to 1,000.</param>
    /// <param name="cancellationToken">Ends the attempt; what was deleted by then is.</param>
    Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> rows, CancellationToken cancellationToken);
}
