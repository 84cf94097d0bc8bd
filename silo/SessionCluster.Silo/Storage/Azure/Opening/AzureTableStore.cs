using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Runtime;
using SessionCluster.Grains.Persistence;
using SessionCluster.Grains.Time;

namespace SessionCluster.Silo.Storage.Azure.Opening;

/// <summary>Opens the store at start: reaches it, makes the tables that are missing, and sees that it is this cluster's (P-F6), before the silo joins anything.</summary>
internal sealed class AzureTableStore(
    AzureTableAccount account,
    [FromKeyedServices(SessionStorage.ProviderName)] TableServiceClient client,
    IOptions<ClusterOptions> cluster,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>How long a store that does not answer is waited for: 10 s.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    private bool _isOpen;

    /// <inheritdoc />
    public void Participate(ISiloLifecycle observer) => observer.Subscribe(nameof(AzureTableStore), ServiceLifecycleStage.First, OpenAsync);

    /// <summary>Opens it, once.</summary>
    /// <exception cref="StorageStartupException">It can't be reached, refuses us, or is another cluster's.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            return;
        }

        using var patience = new CancellationTokenSource(Patience, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        Exception? last = null;
        while (true)
        {
            try
            {
                await PrepareAsync(both.Token).ConfigureAwait(false);
                _isOpen = true;
                return;
            }
            catch (Exception exception) when (exception is not StorageStartupException && !cancellationToken.IsCancellationRequested)
            {
                // The wait's own end says less than what went wrong before it.
                last = exception is OperationCanceledException && last is not null ? last : exception;
                if (patience.IsCancellationRequested || !StoreProblem.MayPass(exception))
                {
                    throw StoreProblem.Of(account, last);
                }
            }

            await Task.Delay(Pause, clock, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await client.CreateTableIfNotExistsAsync(SessionTables.State, cancellationToken).ConfigureAwait(false);
        await client.CreateTableIfNotExistsAsync(SessionTables.Events, cancellationToken).ConfigureAwait(false);
        await client.CreateTableIfNotExistsAsync(SessionTables.Membership, cancellationToken).ConfigureAwait(false);
        var owner = cluster.Value;
        var found = await StoreOwnerRow.ClaimAsync(client.GetTableClient(SessionTables.State), owner.ServiceId, owner.ClusterId, cancellationToken).ConfigureAwait(false);
        if (found != owner.ClusterId)
        {
            throw new StorageStartupException(
                $"The session store at {account.Address} belongs to cluster '{found}' for service '{owner.ServiceId}', not to '{owner.ClusterId}': correct SessionCluster:Cluster:ClusterId, or give this silo "
                + $"another SessionCluster:Cluster:ServiceId or SessionCluster:Storage:{account.SettingsKey}.");
        }
    }
}
