using Azure;
using Azure.Data.Tables;

namespace SessionCluster.Silo.Storage.Azure.Opening;

/// <summary>
/// The row that says which cluster a service's rows belong to (P-F6): two clusters on one store would each have an activation of every grain, and neither would fence the other. Its key is the
/// service id, as the rows' keys begin with it.
/// </summary>
internal static class StoreOwnerRow
{
    /// <summary>Its row key; rows of grains have the name of a state there.</summary>
    public const string RowKey = "owner";

    /// <summary>The column with the cluster's id.</summary>
    public const string ClusterId = "ClusterId";

    /// <summary>Writes the row if there is none. Of clusters that start at once one writes it.</summary>
    /// <returns>The cluster that it names.</returns>
    public static async Task<string> ClaimAsync(TableClient table, string serviceId, string clusterId, CancellationToken cancellationToken)
    {
        try
        {
            await table.AddEntityAsync(new TableEntity(serviceId, RowKey) { [ClusterId] = clusterId }, cancellationToken).ConfigureAwait(false);
            return clusterId;
        }
        catch (RequestFailedException exception) when (exception.Status == StatusCodes.Status409Conflict)
        {
            // There is one; or it is our own, and its acknowledgement was lost.
            var row = await table.GetEntityAsync<TableEntity>(serviceId, RowKey, cancellationToken: cancellationToken).ConfigureAwait(false);
            return row.Value.GetString(ClusterId) ?? "";
        }
    }
}
