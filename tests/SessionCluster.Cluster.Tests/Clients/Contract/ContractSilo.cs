using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Http;
using SessionCluster.Cluster.Tests.Http.Hosting;
using SessionCluster.Silo.Configuration;

namespace SessionCluster.Cluster.Tests.Clients.Contract;

/// <summary>A whole silo with every way in: its gateway, its own process, and HTTP with and without the edge ring.</summary>
public sealed class ContractSilo : IAsyncLifetime
{
    private readonly List<IHost> _hosts = [];

    internal HttpTestSilo Silo { get; private set; } = null!;

    public ISessionClient Cohosted => Silo.Services.GetRequiredService<ISessionClient>();

    public ISessionClient Gateway { get; private set; } = null!;

    public ISessionClient Http { get; private set; } = null!;

    public ISessionClient HttpWithRing { get; private set; } = null!;

    /// <summary>What a holder's proofs are for over HTTP.</summary>
    public string PublicAddress => Silo.Address.AbsoluteUri.TrimEnd('/');

    private EdgeRing Ring => Silo.Services.GetRequiredService<EdgeRing>();

    public async ValueTask InitializeAsync()
    {
        Silo = await HttpTestSilo.StartAsync();
        var settings = Silo.Services.GetRequiredService<SiloSettings>();
        Gateway = await StartAsync(builder =>
        {
            builder.Services.AddSingleton(Ring).AddSessionClusterClient();
            builder.UseOrleansClient(client => client.UseLocalhostClustering(settings.Network.GatewayPort, settings.ServiceId, settings.ClusterId));
        });
        Http = await StartAsync(builder => builder.Services.AddSessionClusterHttpClient(Configure));
        HttpWithRing = await StartAsync(builder => builder.Services.AddSingleton(Ring).AddSessionClusterHttpClient(Configure));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }

        await Silo.DisposeAsync();
    }

    private void Configure(SessionClusterHttpClientOptions options) =>
        (options.BaseAddress, options.ClientId, options.ClientSecret) = (Silo.Address, HttpCaller.All.Id, HttpCaller.All.Secret);

    private async Task<ISessionClient> StartAsync(Action<HostApplicationBuilder> configure)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Logging.SetMinimumLevel(LogLevel.None);
        configure(builder);
        var host = builder.Build();
        _hosts.Add(host);
        await host.StartAsync();
        return host.Services.GetRequiredService<ISessionClient>();
    }
}
