using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;

namespace SessionCluster.Unit.Tests.Hosting;

/// <summary>A server that listens at addresses, as far as it says.</summary>
internal sealed class ListeningServer : IServer
{
    public ListeningServer(params string[] listened)
    {
        var addresses = new ServerAddressesFeature();
        foreach (var address in listened)
        {
            addresses.Addresses.Add(address);
        }

        Features.Set<IServerAddressesFeature>(addresses);
    }

    public IFeatureCollection Features { get; } = new FeatureCollection();

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
