using System.Collections.Concurrent;
using System.Collections.Immutable;
using SessionCluster.Cluster.Tests.Hosting;
using SessionCluster.Grains.Janitor;

namespace SessionCluster.Cluster.Tests.Janitor;

/// <summary>Ranges of the test's store; it counts, says who called, and can hold back what was read.</summary>
internal sealed class TestRanges(TestStorage storage, string silo, TestRanges.Journal journal) : IRowRanges
{
    public async Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost, CancellationToken cancellationToken)
        where TState : class
    {
        Interlocked.Increment(ref journal.Reads);
        journal.Silos[silo] = 1;
        var prefix = range.GrainType.Length + 1;
        var rows = storage.Between($"{range.GrainType}/{range.After}", $"{range.GrainType}/{range.Before}").Take(atMost)
            .Select(row => new RangedRow<TState>(row.Row[prefix..], row.ETag, journal.Unreadable.ContainsKey(row.Row[prefix..]) ? null : storage.Open<TState>(row.Data), journal.SealKeyOf?.Invoke(row.Row)))
            .ToImmutableArray();
        if (journal.Read is { } read && rows.Length > 0)
        {
            await read(range);
        }

        return rows;
    }

    public Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> rows, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref journal.Deletes);
        return Task.FromResult(rows.Count(row => storage.TryDelete($"{grainType}/{row.Key}", row.ETag)));
    }

    /// <summary>What all silos of a cluster did.</summary>
    internal sealed class Journal
    {
        public int Reads;

        public int Deletes;

        public ConcurrentDictionary<string, int> Silos { get; } = new();

        public ConcurrentDictionary<string, int> Unreadable { get; } = new();

        /// <summary>Awaited when rows were read, before anybody has them.</summary>
        public Func<RowRange, Task>? Read { get; set; }

        public Func<string, byte?>? SealKeyOf { get; set; }
    }
}
