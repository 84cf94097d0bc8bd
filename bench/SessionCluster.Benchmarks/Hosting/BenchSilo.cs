using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SessionCluster.Client;
using SessionCluster.Silo.Configuration;
using SessionCluster.Silo.Hosting;

namespace SessionCluster.Benchmarks.Hosting;

/// <summary>The shipped silo on free ports and a given data directory, quiet, with its development client.</summary>
internal sealed class BenchSilo : IAsyncDisposable
{
    private readonly WebApplication _application;

    private BenchSilo(WebApplication application) => _application = application;

    /// <summary>The silo's own grains: no client may call what a benchmark adds.</summary>
    public IGrainFactory Grains => _application.Services.GetRequiredService<IGrainFactory>();

    /// <summary>The edge in the silo's own process.</summary>
    public ISessionClient Client => _application.Services.GetRequiredService<ISessionClient>();

    /// <summary>Where it listens.</summary>
    public Uri Url => new(_application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <summary>Id and secret of its client.</summary>
    public (string Id, string Secret) Credentials => (DevelopmentClient.Id, _application.Services.GetRequiredService<DevelopmentClient>().Secret);

    /// <summary>Starts one.</summary>
    /// <param name="directory">Where its data lies.</param>
    /// <param name="map">Endpoints of the benchmark beside the product's.</param>
    /// <param name="configureServices">Registers services before the product's own, which only fill gaps.</param>
    /// <param name="gatewayPort">The gateway's port; 0 for a free one.</param>
    public static async Task<BenchSilo> StartAsync(BenchDirectory directory, Action<WebApplication>? map = null, Action<IServiceCollection>? configureServices = null, int gatewayPort = 0)
    {
        string[] arguments =
        [
            "--environment=Development",
            $"--contentRoot={directory.Path}",
            $"--SessionCluster:DataDirectory={directory.Path}",
            "--SessionCluster:Http:Urls=http://127.0.0.1:0",
            "--SessionCluster:Cluster:SiloPort=0",
            $"--SessionCluster:Cluster:GatewayPort={gatewayPort}",
            "--SessionCluster:Classes:interactive:Bearer:Allowed=true",
            "--SessionCluster:Classes:interactive:Bearer:Justification=measured on this machine only, with sessions of nobody",
            "--SessionCluster:Classes:silo-verified:AbsoluteLifetime=01:00:00",
            "--SessionCluster:Classes:silo-verified:IdleTimeout=00:30:00",
            "--SessionCluster:Classes:silo-verified:VerifyProof=silo",
        ];
        var application = SiloApplication.Build(arguments, builder =>
        {
            builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter(null, LogLevel.Warning);
            configureServices?.Invoke(builder.Services);
        });
        map?.Invoke(application);
        await application.StartAsync();
        return new(application);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
    }
}
