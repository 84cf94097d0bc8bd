using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SessionCluster.Client;
using SessionCluster.EndToEnd.Tests.Cluster;

namespace SessionCluster.EndToEnd.Tests.ClusterFaults;

/// <summary>An API service that finds the cluster's gateways in its membership table, as in production.</summary>
internal sealed class ClusterClient : IAsyncDisposable
{
    private readonly IHost _host;

    private ClusterClient(IHost host) => _host = host;

    /// <summary>The client.</summary>
    public ISessionClient Sessions => _host.Services.GetRequiredService<ISessionClient>();

    /// <summary>Connects.</summary>
    /// <param name="home">The cluster.</param>
    /// <param name="configure">Adds to the Orleans client.</param>
    public static async Task<ClusterClient> ConnectAsync(ClusterHome home, Action<IClientBuilder>? configure = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = Environments.Development });
        builder.Logging.SetMinimumLevel(LogLevel.None);
        builder.Services.AddSessionClusterClient(options => options.KeyRingFile = home.Files.EdgeRingFile);
        builder.UseOrleansClient(client =>
        {
            configure?.Invoke(client);
            Find(client, home);
        });
        var connected = new ClusterClient(builder.Build());
        try
        {
            await connected._host.StartAsync(TestContext.Current.CancellationToken);
            return connected;
        }
        catch
        {
            connected._host.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }

    private static void Find(IClientBuilder client, ClusterHome home) => client
        .UseAzureStorageClustering(clustering => clustering.TableServiceClient = new TableServiceClient(home.Azurite.ConnectionString))
        .Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
        .Configure<ClusterOptions>(cluster =>
        {
            cluster.ClusterId = ClusterFiles.ClusterId;
            cluster.ServiceId = ClusterFiles.ServiceId;
        });
}
