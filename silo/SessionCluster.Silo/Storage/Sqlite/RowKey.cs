using Orleans.Runtime;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>The key of a row: which grain (<c>type/key</c>) and which of its states.</summary>
internal readonly record struct RowKey(string Grain, string State)
{
    /// <summary>The key of a grain's state.</summary>
    public static RowKey Of(GrainId grain, string state) => new(grain.ToString(), state);
}
