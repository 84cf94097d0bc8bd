using Microsoft.Extensions.Hosting;

namespace SessionCluster.Client.Tls;

/// <summary>Has the files read again every ten seconds. They are read and not watched: a watch misses a file that is replaced through a link, as orchestrators do.</summary>
internal sealed class TlsReload(TlsKeeper keeper, TimeProvider clock) : BackgroundService
{
    /// <summary>How often: every 10 s.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, clock);
        do
        {
            keeper.Reload();
        }
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
    }
}
