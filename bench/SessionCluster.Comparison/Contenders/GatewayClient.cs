using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using SessionCluster.Client;
using SessionCluster.Comparison.Serving;

namespace SessionCluster.Comparison.Contenders;

/// <summary>An external client of the served silo, over TCP.</summary>
internal sealed class GatewayClient : IAsyncDisposable
{
    private readonly IHost _host;

    private GatewayClient(IHost host) => _host = host;

    public ISessionClient Sessions => _host.Services.GetRequiredService<ISessionClient>();

    public IGrainFactory Grains => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<GatewayClient> ConnectAsync(ServedAddress address)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSessionClusterClient(options => options.KeyRingFile = address.EdgeRingFile);
        builder.UseOrleansClient(client => client.UseLocalhostClustering(address.GatewayPort, serviceId: "sessioncluster", clusterId: "dev"));
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
