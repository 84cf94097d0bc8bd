using SessionCluster.Grains.Fence;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.Silo.Storage.Fence;

/// <summary>The fence's source in the embedded store (P-F7).</summary>
internal sealed class SqliteFenceSource(SqliteDatabase database) : IFenceSource
{
    /// <inheritdoc />
    public bool MustWaitAtStart => !database.Open().StoppedCleanly;

    /// <inheritdoc />
    public async ValueTask<FenceReading> ReadAsync(CancellationToken cancellationToken)
    {
        var lost = await database.BeatAsync(cancellationToken).ConfigureAwait(false);
        return lost is null ? FenceReading.Alive : FenceReading.DeadForLife(lost);
    }
}
