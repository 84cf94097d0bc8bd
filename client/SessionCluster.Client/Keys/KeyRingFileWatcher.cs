using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Hosting;

namespace SessionCluster.Client.Keys;

/// <summary>
/// Reads <see cref="SessionClientOptions.KeyRingFile"/> again every two seconds and puts what changed in force: an API service takes part in a key's rotation without a restart (H2).
/// A file that has a problem changes nothing and is told about once. It is read and not watched: a watch misses a file that is replaced through a link, as orchestrators do.
/// </summary>
internal sealed partial class KeyRingFileWatcher(EdgeRing ring, IOptions<SessionClientOptions> options, TimeProvider clock, ILogger<KeyRingFileWatcher> logger) : BackgroundService
{
    private string? _told;

    /// <summary>Reads at once, so that the file counts and not an <see cref="EdgeRing"/> that is registered beside it.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        Reload();
        return base.StartAsync(cancellationToken);
    }

    /// <summary>Reads once.</summary>
    internal void Reload()
    {
        if (options.Value.KeyRingFile is not { } path)
        {
            return;
        }

        if (KeyRingFile.TryRead(path, out var next, out var problem) && KeyRingChange.IsOne(ring.Current, next))
        {
            ring.Replace(next);
            LogReplaced(KeyRingChange.Ids(next), next.CurrentId);
        }

        if (problem is not null && problem != _told)
        {
            LogKept(problem);
        }

        _told = problem;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.KeyRingFile is null)
        {
            return;
        }

        using var timer = new PeriodicTimer(KeyRingFile.ReadAgainAfter, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
        {
            Reload();
        }
    }
}
