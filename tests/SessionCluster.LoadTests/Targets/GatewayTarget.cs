using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;
using SessionCluster.Client;
using SessionCluster.LoadTests.Arguments;

namespace SessionCluster.LoadTests.Targets;

/// <summary>The client package against the gateways of a running cluster, over TCP.</summary>
internal sealed class GatewayTarget : ILoadTarget
{
    private readonly LoadOptions _options;
    private readonly IHost _client;
    private readonly IHost _witness;

    private GatewayTarget(LoadOptions options, IHost client, IHost witness)
    {
        _options = options;
        _client = client;
        _witness = witness;
    }

    public string Transport => $"gateways over TCP ({string.Join(", ", _options.Target!.Gateways.Select(gateway => $"{gateway.Host}:{gateway.Port}"))}): the client package calls a gateway, and the gateway the silo that has the session";

    public ISessionClient Client => _client.Services.GetRequiredService<ISessionClient>();

    /// <summary>A client of the last gateway only.</summary>
    public ISessionClient Witness => _witness.Services.GetRequiredService<ISessionClient>();

    public IReadOnlyList<(string Name, string Value)> Facts => [];

    /// <exception cref="LoadException">A gateway does not answer, or the rings differ.</exception>
    public static async Task<GatewayTarget> ConnectAsync(LoadOptions options)
    {
        var gateways = new List<IPEndPoint>();
        foreach (var gateway in options.Target!.Gateways)
        {
            var addresses = await Dns.GetHostAddressesAsync(gateway.Host);
            gateways.Add(new(addresses.FirstOrDefault() ?? throw LoadException.Usage($"{gateway.Host} has no address."), gateway.Port));
        }

        return new(options, await StartAsync(options, gateways), await StartAsync(options, gateways[^1..]));
    }

    public Task LoseSiloAsync(Action<string> mark) => FaultCommand.RunAsync(_options.OnFault!, mark);

    public Task AddSiloAsync(Action<string> mark) => FaultCommand.RunAsync(_options.OnFault!, mark);

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_client);
        await StopAsync(_witness);
    }

    private static async Task<IHost> StartAsync(LoadOptions options, IReadOnlyList<IPEndPoint> gateways)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSessionClusterClient(edge =>
        {
            edge.Environment = options.Environment;
            edge.KeyRingFile = options.EdgeRing;
        });
        builder.UseOrleansClient(client => client
            .UseStaticClustering([.. gateways])
            .Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (options.ClusterId, options.ServiceId)));
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
#pragma warning disable CA1031 // Whatever it is, there is no run; the sentence says which gateways were asked.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            host.Dispose();
            throw LoadException.Unavailable($"No session client through {string.Join(", ", gateways)}: {exception.Message}");
        }
    }

    private static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        host.Dispose();
    }
}
