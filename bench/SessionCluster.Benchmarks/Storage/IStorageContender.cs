using Orleans.Storage;

namespace SessionCluster.Benchmarks.Storage;

/// <summary>A storage with a new, empty database of its own.</summary>
internal interface IStorageContender : IAsyncDisposable
{
    IGrainStorage Storage { get; }

    /// <summary>What SQLite says of the file: journal mode and synchronous level must be equal for the comparison to mean anything.</summary>
    string Durability { get; }

    /// <summary>How many transactions have been committed; <see langword="null"/> where that can't be counted.</summary>
    long? Commits { get; }
}
