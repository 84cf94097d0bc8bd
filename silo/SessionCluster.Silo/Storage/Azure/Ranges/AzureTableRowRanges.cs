using System.Collections.Immutable;
using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;
using SessionCluster.Grains.Janitor;
using SessionCluster.Grains.Persistence;
using SessionCluster.Silo.Storage.Ranges;

namespace SessionCluster.Silo.Storage.Azure.Ranges;

/// <summary>
/// Ranges of the tables that Orleans' provider writes: partition key <c>service_type_key</c>, row key the name of the state, the bytes in columns <c>Data</c>, <c>Data1</c> and on. Each row is a partition of its own, so a
/// batch is as many requests as rows, some at a time.
/// </summary>
internal sealed class AzureTableRowRanges(
    [FromKeyedServices(SessionStorage.ProviderName)] TableServiceClient client,
    IOptions<ClusterOptions> cluster,
    IOptionsMonitor<AzureTableStorageOptions> options) : IRowRanges
{
    private const int AtOnce = 16;
    private const string DataColumn = "Data";

    private TableClient Table => client.GetTableClient(SessionTables.State);

    private IGrainStorageSerializer Serializer => options.Get(SessionStorage.ProviderName).GrainStorageSerializer;

    /// <inheritdoc />
    public async Task<ImmutableArray<RangedRow<TState>>> ReadAsync<TState>(RowRange range, int atMost, CancellationToken cancellationToken)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(range);
        var prefix = Prefix(range.GrainType);
        var (after, before) = (prefix + range.After, prefix + range.Before);
        var filter = TableClient.CreateQueryFilter($"PartitionKey gt {after} and PartitionKey lt {before} and RowKey eq {SessionStorage.StateName}");
        var rows = ImmutableArray.CreateBuilder<RangedRow<TState>>();
        await foreach (var entity in Table.QueryAsync<TableEntity>(filter, atMost, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            rows.Add(RangedRows.Open<TState>(Serializer, entity.PartitionKey[prefix.Length..], entity.ETag.ToString(), Data(entity)));
            if (rows.Count == atMost)
            {
                break;
            }
        }

        return rows.ToImmutable();
    }

    /// <inheritdoc />
    public async Task<int> DeleteAsync(string grainType, ImmutableArray<RowVersion> rows, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var some in rows.Chunk(AtOnce))
        {
            var gone = await Task.WhenAll(some.Select(row => DeleteAsync(Prefix(grainType) + row.Key, row.ETag, cancellationToken))).ConfigureAwait(false);
            deleted += gone.Count(one => one);
        }

        return deleted;
    }

    private async Task<bool> DeleteAsync(string partition, string etag, CancellationToken cancellationToken)
    {
        try
        {
            // A row that was not there is answered like one that was deleted: 404, without an exception.
            var answer = await Table.DeleteEntityAsync(partition, SessionStorage.StateName, new ETag(etag), cancellationToken).ConfigureAwait(false);
            return answer.Status == StatusCodes.Status204NoContent;
        }
        catch (RequestFailedException exception) when (exception.Status is StatusCodes.Status404NotFound or StatusCodes.Status412PreconditionFailed)
        {
            return false;
        }
    }

    private static byte[] Data(TableEntity entity)
    {
        using var all = new MemoryStream();
        for (var part = 0; entity.GetBinary(part == 0 ? DataColumn : string.Create(CultureInfo.InvariantCulture, $"{DataColumn}{part}")) is { } bytes; part++)
        {
            all.Write(bytes);
        }

        return all.ToArray();
    }

    // As Orleans' provider makes its keys; a service id has no character that it replaces.
    private string Prefix(string grainType) => $"{cluster.Value.ServiceId}_{grainType}_";
}
