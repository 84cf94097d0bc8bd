using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;
using Orleans.TestingHost;
using SessionCluster.Client;
using SessionCluster.Grains.Admission;
using SessionCluster.Grains.Persistence;

namespace SessionCluster.LoadTests.Targets.InProcess;

/// <summary>Silos and an external client in this process: the product's grains on the product's directory and fence, over the harness's in-memory transport, on a store in memory.</summary>
internal sealed class InProcessTarget : ILoadTarget
{
    private static readonly TimeSpan LongestStop = TimeSpan.FromSeconds(15);

    private readonly InProcessSettings _settings;
    private readonly ConcurrentDictionary<string, SiloWire> _wires = new();
    private readonly List<InProcessSiloHandle> _lost = [];
    private readonly InProcessTestCluster _cluster;

    private InProcessTarget(InProcessSettings settings)
    {
        _settings = settings;
        var builder = new InProcessTestClusterBuilder((short)settings.Silos);
        builder.Options.ConfigureFileLogging = false;
#pragma warning disable ORLEANSEXP003 // What ships is what is measured.
        builder.Options.UseDistributedGrainDirectory = true;
#pragma warning restore ORLEANSEXP003
        builder.Options.SiloHostConfigurationDelegates.Add(ConfigureSilo);
        builder.ConfigureClient(client =>
        {
            client.Services.AddSingleton(settings.EdgeRing);
            client.Services.AddSessionClusterClient(edge => edge.Environment = settings.Environment);
            client.Services.Configure<GatewayOptions>(gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
        });
        _cluster = builder.Build();
    }

    public string Transport => "in process: the client calls a gateway, and the gateway a silo, over the test harness's in-memory transport; no network, and a store in memory. Silos, client and load share the processor";

    public ISessionClient Client => _cluster.Client.ServiceProvider.GetRequiredService<ISessionClient>();

    /// <summary>The edge inside a silo that is there, the latest one.</summary>
    public ISessionClient Witness => _cluster.Silos.Except(_lost).Last().ServiceProvider.GetRequiredService<ISessionClient>();

    public IReadOnlyList<(string Name, string Value)> Facts =>
    [
        ("silos at first", _settings.Silos.ToString(CultureInfo.InvariantCulture)),
        ("rows read", _settings.Store.Reads.ToString("N0", CultureInfo.InvariantCulture)),
        ("rows written", _settings.Store.Writes.ToString("N0", CultureInfo.InvariantCulture)),
    ];

    public static async Task<InProcessTarget> StartAsync(InProcessSettings settings)
    {
        var target = new InProcessTarget(settings);
        await target._cluster.DeployAsync();
        return target;
    }

    public Task LoseSiloAsync(Action<string> mark)
    {
        var victim = _cluster.Silos.Except(_lost).Last();
        _lost.Add(victim);
        _wires[victim.Name].Cut();
        mark($"{victim.Name} lost");
        return Task.CompletedTask;
    }

    public async Task AddSiloAsync(Action<string> mark)
    {
        mark("a silo starts");
        var silo = await _cluster.StartAdditionalSiloAsync();
        mark($"{silo.Name} joined");
    }

    /// <summary>What is cut off can't leave in order: nobody waits for it. The others do.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var silo in _lost)
        {
            _ = _cluster.KillSiloAsync(silo);
        }

        await Task.WhenAny(StopAsync(), Task.Delay(LongestStop));
    }

    private async Task StopAsync()
    {
        await _cluster.StopClusterClientAsync();
        foreach (var silo in _cluster.Silos.Except(_lost))
        {
            await _cluster.StopSiloAsync(silo);
        }
    }

    private void ConfigureSilo(InProcessTestSiloSpecificOptions options, IHostApplicationBuilder host)
    {
        var wire = _wires[options.SiloName] = new SiloWire();
        host.ConfigureContainer(new WiredProviderFactory(wire));
        host.UseOrleans(silo =>
        {
            var services = silo.Services;
            services.Configure<SiloConnectionOptions>(connections =>
            {
                connections.ConfigureSiloInboundConnection(wire.Tie);
                connections.ConfigureSiloOutboundConnection(wire.Tie);
                connections.ConfigureGatewayInboundConnection(wire.Tie);
            });
            services.AddKeyedSingleton<IGrainStorage>(SessionStorage.ProviderName, (provider, _) => new WiredStorage(_settings.Store, provider.GetRequiredService<Serializer>(), wire));
            services.AddSingleton(_settings.EdgeRing);
            services.AddSingleton(_settings.SiloRing);
            services.AddSingleton(_settings.Classes);

            // The harness itself asks a silo through its client whether the cluster is stable.
            services.AddSingleton(new ClientInterfaces("Orleans.Runtime.TestHooks.ITestHooks"));
            _settings.ReplaceServices?.Invoke(services);
            silo.AddSessionCluster().AddMembershipFence();
            services.AddCohostedSessionClusterClient(edge => edge.Environment = _settings.Environment);
        });
    }
}
