using System.Collections.Immutable;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Provider;
using SessionCluster.Silo.Storage.Sqlite;
using SessionCluster.Silo.Storage.Writing;

namespace SessionCluster.Silo.Storage.Ranges;

/// <summary>
/// Ranges of the embedded store. The primary key is the row's key, so that a range is a search in its index. What is deleted joins the writer's batches as every conditional write does; a batch of the janitor's holds up
/// no other for longer than one commit.
/// </summary>
internal sealed class SqliteRowRanges(SqliteDatabase database, IOptionsMonitor<SqliteGrainStorageOptions> options) : IRowRanges
{
    private const string Query = "SELECT grain, etag, data FROM SessionClusterState WHERE grain > $after AND grain < $before AND state = $state ORDER BY grain LIMIT $most";

    private IGrainStorageSerializer Serializer => options.Get(SessionStorage.ProviderName).GrainStorageSerializer;

    /// <inheritdoc />
    public Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost, CancellationToken cancellationToken)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(range);

        // On a thread of the pool: a grain's turn must not wait for a disk. Rarely enough for a connection of its own.
        return Task.Run(() => Read<TState>(range, atMost), cancellationToken);
    }

    /// <inheritdoc />
    public async Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> rows, CancellationToken cancellationToken)
    {
        var outcomes = await Task.WhenAll(rows.Select(row => database.WriteAsync(
            new RowWrite(new($"{grainType}/{row.Key}", SessionStorage.StateName), long.Parse(row.ETag, NumberStyles.None, CultureInfo.InvariantCulture), data: null), cancellationToken))).ConfigureAwait(false);
        return outcomes.Count(outcome => outcome.Applied);
    }

    private ImmutableArray<RangedRow<TState>> Read<TState>(RowRange range, int atMost)
        where TState : class
    {
        try
        {
            var prefix = range.GrainType + "/";
            using var connection = SqliteConnections.OpenReader(database.Files.Database);
            using var command = connection.CreateCommand();
            command.CommandText = Query;
            command.Parameters.AddWithValue("$after", prefix + range.After);
            command.Parameters.AddWithValue("$before", prefix + range.Before);
            command.Parameters.AddWithValue("$state", SessionStorage.StateName);
            command.Parameters.AddWithValue("$most", atMost);
            using var reader = command.ExecuteReader();
            var rows = ImmutableArray.CreateBuilder<RangedRow<TState>>();
            while (reader.Read())
            {
                rows.Add(RangedRows.Open<TState>(
                    Serializer, reader.GetString(0)[prefix.Length..], reader.GetInt64(1).ToString(CultureInfo.InvariantCulture), reader.GetFieldValue<byte[]>(2)));
            }

            return rows.ToImmutable();
        }
        catch (SqliteException e)
        {
            throw new StorageFaultException($"The session store could not read a range. {e.Message}", e);
        }
    }
}
