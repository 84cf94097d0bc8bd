using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace SessionCluster.Silo.Storage.Sqlite;

/// <summary>Every bound of <see cref="SqliteDatabaseOptions"/>; the silo doesn't start past one.</summary>
internal sealed class SqliteDatabaseOptionsValidator(IOptions<SqliteDatabaseOptions> options) : IConfigurationValidator
{
    /// <inheritdoc />
    public void ValidateConfiguration()
    {
        var value = options.Value;
        if (string.IsNullOrWhiteSpace(value.Path))
        {
            throw Wrong(nameof(value.Path), "must name the database file");
        }

        Require(nameof(value.QueueCapacity), value.QueueCapacity, 1, 1_000_000);
        Require(nameof(value.QueueCapacityBytes), value.QueueCapacityBytes, 1L << 20, 4L << 30);
        Require(nameof(value.MaxRowBytes), value.MaxRowBytes, 1 << 10, Math.Min(value.QueueCapacityBytes, int.MaxValue));
        Require(nameof(value.MaxBatch), value.MaxBatch, 1, 10_000);
        Require(nameof(value.ReadConnections), value.ReadConnections, 1, 64);
        Require(nameof(value.CheckpointRows), value.CheckpointRows, 1, 1_000_000);
        if (value.Timeout < TimeSpan.FromMilliseconds(100) || value.Timeout > TimeSpan.FromSeconds(15))
        {
            throw Wrong(nameof(value.Timeout), $"is {value.Timeout}; it must lie between 100 ms and 15 s");
        }
    }

    private static void Require(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            throw Wrong(name, $"is {value}; it must lie between {least} and {most}");
        }
    }

    private static OrleansConfigurationException Wrong(string name, string problem) => new($"{nameof(SqliteDatabaseOptions)}.{name} {problem}.");
}
