using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client;
using SessionCluster.Client.Keys;
using SessionCluster.EndToEnd.Tests.Processes;

namespace SessionCluster.EndToEnd.Tests.Gateway;

/// <summary>An API service as the README shows it: another process, with the edge ring, that reaches the silo through its gateway.</summary>
internal sealed class GatewayClient : IAsyncDisposable
{
    private readonly IHost _host;

    private GatewayClient(IHost host) => _host = host;

    /// <summary>The client.</summary>
    public ISessionClient Sessions => _host.Services.GetRequiredService<ISessionClient>();

    /// <summary>Connects with the ring that the silo made. With a log, everything is logged to it.</summary>
    public static Task<GatewayClient> ConnectAsync(SiloHome home, SiloProcess silo, ILoggerProvider? log = null) => ConnectAsync(silo, Path.Combine(home.DataDirectory, "edge-ring.json"), log);

    /// <summary>Connects with a ring from a file.</summary>
    public static async Task<GatewayClient> ConnectAsync(SiloProcess silo, string ringFile, ILoggerProvider? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new());
        builder.Configuration.AddInMemoryCollection([new("EdgeRing:File", ringFile)]);
        if (!KeyRingReader.TryRead(builder.Configuration.GetSection("EdgeRing"), out var ring, out var problem))
        {
            throw new InvalidOperationException(problem);
        }

        builder.Logging.SetMinimumLevel(log is null ? LogLevel.None : LogLevel.Trace);
        if (log is not null)
        {
            builder.Logging.AddProvider(log);
        }

        builder.Services.AddSingleton(new EdgeRing(ring));
        builder.Services.AddSessionClusterClient();
        builder.UseOrleansClient(client => client
            .UseLocalhostClustering(silo.GatewayPort, serviceId: "sessioncluster", clusterId: "dev")
            .Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = TimeSpan.FromSeconds(5)));
        var connected = new GatewayClient(builder.Build());
        try
        {
            await connected._host.StartAsync(TestContext.Current.CancellationToken);
            return connected;
        }
        catch
        {
            await connected.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}
