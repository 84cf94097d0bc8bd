using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using SessionCluster.Client.Tls;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Hosting;

namespace SessionCluster.Cluster.Tests.Network;

/// <summary>Two silos that talk over real sockets on loopback, as the product's settings have them, and clients of their gateways.</summary>
internal sealed class NetworkedSilos : IAsyncDisposable
{
    private const string Id = "network";

    private readonly List<IHost> _hosts = [];

    /// <summary>The gateway of each silo.</summary>
    public List<IPEndPoint> Gateways { get; } = [];

    /// <summary>Starts two silos; with TLS when there are files for each.</summary>
    public static async Task<NetworkedSilos> StartAsync(params ClusterTlsOptions?[] tls)
    {
        var silos = new NetworkedSilos();
        try
        {
            IPEndPoint? primary = null;
            foreach (var files in tls)
            {
                var network = new ClusterNetwork { Address = IPAddress.Loopback, SiloPort = FreePort(), GatewayPort = FreePort(), Tls = files };
                primary ??= network.Silo;
                await silos.StartHostAsync(builder => builder.UseOrleans(silo =>
                {
                    silo.UseDevelopmentClustering(primary);
                    silo.Configure<ClusterOptions>(Name);
                    SiloNetwork.Listen(silo, network);
                }));
                silos.Gateways.Add(network.Gateway);
            }

            return silos;
        }
        catch
        {
            await silos.DisposeAsync();
            throw;
        }
    }

    /// <summary>Connects a client to one gateway and asks how many silos are active.</summary>
    public async Task<int> CountSilosAsync(int gateway, Action<IClientBuilder>? configure = null, string environment = "Production")
    {
        var host = await StartHostAsync(
            builder => builder.UseOrleansClient(client =>
            {
                client.UseStaticClustering(Gateways[gateway]);
                client.Configure<ClusterOptions>(Name);
                client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(10));

                // By default a client that is refused asks again for ever.
                client.UseConnectionRetryFilter((_, _) => Task.FromResult(false));
                configure?.Invoke(client);
            }),
            environment);
        return (await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true)).Count;
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts.AsEnumerable().Reverse())
        {
            await host.StopAsync(CancellationToken.None);
            host.Dispose();
        }
    }

    private static void Name(ClusterOptions cluster) => cluster.ClusterId = cluster.ServiceId = Id;

    // One that no outgoing connection gets before its silo listens on it.
    private static int FreePort()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20000, 29900);
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            try
            {
                socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
                return port;
            }
            catch (SocketException)
            {
            }
        }
    }

    private async Task<IHost> StartHostAsync(Action<HostApplicationBuilder> configure, string environment = "Production")
    {
        var builder = Host.CreateEmptyApplicationBuilder(new() { EnvironmentName = environment });
        configure(builder);
        var host = builder.Build();
        try
        {
            await host.StartAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            host.Dispose();
            throw;
        }

        _hosts.Add(host);
        return host;
    }
}
