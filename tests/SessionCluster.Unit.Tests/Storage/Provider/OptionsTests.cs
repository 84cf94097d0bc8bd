using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Runtime;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Unit.Tests.Storage.Provider;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("QueueCapacity", 0, false)]
    [InlineData("QueueCapacity", 1, true)]
    [InlineData("QueueCapacity", 1_000_000, true)]
    [InlineData("QueueCapacity", 1_000_001, false)]
    [InlineData("QueueCapacityBytes", (1L << 20) - 1, false)]
    [InlineData("QueueCapacityBytes", 1L << 20, true)]
    [InlineData("QueueCapacityBytes", 4L << 30, true)]
    [InlineData("QueueCapacityBytes", (4L << 30) + 1, false)]
    [InlineData("MaxRowBytes", 1023, false)]
    [InlineData("MaxRowBytes", 1024, true)]
    [InlineData("MaxRowBytes", 64 << 20, true)]
    [InlineData("MaxRowBytes", (64 << 20) + 1, false)]
    [InlineData("MaxBatch", 0, false)]
    [InlineData("MaxBatch", 1, true)]
    [InlineData("MaxBatch", 10_000, true)]
    [InlineData("MaxBatch", 10_001, false)]
    [InlineData("ReadConnections", 0, false)]
    [InlineData("ReadConnections", 1, true)]
    [InlineData("ReadConnections", 64, true)]
    [InlineData("ReadConnections", 65, false)]
    [InlineData("CheckpointRows", 0, false)]
    [InlineData("CheckpointRows", 1, true)]
    [InlineData("CheckpointRows", 1_000_000, true)]
    [InlineData("CheckpointRows", 1_000_001, false)]
    public void Every_bound_holds_on_both_sides(string option, long value, bool valid)
    {
        var options = new SqliteDatabaseOptions { Path = "sessions.db" };
        var property = typeof(SqliteDatabaseOptions).GetProperty(option)!;
        property.SetValue(options, Convert.ChangeType(value, property.PropertyType, System.Globalization.CultureInfo.InvariantCulture));

        Expect(options, valid, option);
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    [InlineData(15_000, true)]
    [InlineData(15_001, false)]
    [Rule("P-W4")]
    public void The_timeout_is_bounded_on_both_sides(int milliseconds, bool valid) =>
        Expect(new SqliteDatabaseOptions { Path = "sessions.db", Timeout = TimeSpan.FromMilliseconds(milliseconds) }, valid, nameof(SqliteDatabaseOptions.Timeout));

    [Theory, InlineData("", false), InlineData(" ", false), InlineData("sessions.db", true)]
    public void The_path_has_no_default(string path, bool valid) => Expect(new SqliteDatabaseOptions { Path = path }, valid, nameof(SqliteDatabaseOptions.Path));

    [Theory]
    [InlineData(ServiceLifecycleStage.First, true)]
    [InlineData(ServiceLifecycleStage.ApplicationServices, true)]
    [InlineData(ServiceLifecycleStage.ApplicationServices + 1, false)]
    [InlineData(ServiceLifecycleStage.Active, false)]
    public void The_store_is_opened_before_the_fence_reads_it(int stage, bool valid)
    {
        var options = new SqliteGrainStorageOptions { InitStage = stage, GrainStorageSerializer = TemporaryStore.Serializer };

        Expect(new SqliteGrainStorageOptionsValidator(options, "sessions"), valid, nameof(SqliteGrainStorageOptions.InitStage));
    }

    [Fact]
    public void A_storage_without_serializer_is_refused() =>
        Expect(new SqliteGrainStorageOptionsValidator(new(), "sessions"), valid: false, nameof(SqliteGrainStorageOptions.GrainStorageSerializer));

    private static void Expect(SqliteDatabaseOptions options, bool valid, string option) =>
        Expect(new SqliteDatabaseOptionsValidator(Options.Create(options)), valid, option);

    private static void Expect(IConfigurationValidator validator, bool valid, string option)
    {
        if (valid)
        {
            validator.ValidateConfiguration();
            return;
        }

        Assert.Contains(option, Assert.Throws<OrleansConfigurationException>(validator.ValidateConfiguration).Message, StringComparison.Ordinal);
    }
}
