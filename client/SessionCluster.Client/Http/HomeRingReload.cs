using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using SessionCluster.Client.Keys;

namespace SessionCluster.Client.Http;

/// <summary>Keeps the ring as new as its file, where there is one (H2).</summary>
internal sealed class HomeRingReload(IServiceProvider services, IOptions<SessionClusterHttpClientOptions> options) : IHostedService, IDisposable
{
    private KeyRingFileWatcher? _watcher;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.KeyRingFile is not null)
        {
            _watcher = ActivatorUtilities.CreateInstance<KeyRingFileWatcher>(services);
            await _watcher.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => _watcher?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _watcher?.Dispose();
}
