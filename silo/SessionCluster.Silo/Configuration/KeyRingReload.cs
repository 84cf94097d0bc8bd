using SessionCluster.Abstractions.Keys;
using SessionCluster.Client.Keys;
using SessionCluster.Grains.Keys;
using SessionCluster.Grains.Time;

namespace SessionCluster.Silo.Configuration;

/// <summary>
/// Reads ring files again every two seconds, with every check of the start, and puts what changed in force: so a key is added or retired without a restart. A file that has a problem changes
/// nothing and is told about once. Files are read and not watched: a watch misses a file that is replaced through a link, as orchestrators do.
/// </summary>
internal sealed partial class KeyRingReload(
    IConfiguration configuration,
    IHostEnvironment environment,
    EdgeRing edge,
    SiloRing silo,
    [FromKeyedServices(SessionClusterTime.Runtime)] TimeProvider clock,
    ILogger<KeyRingReload> logger) : BackgroundService
{
    /// <summary>How often files are read: every 2 s.</summary>
    internal static readonly TimeSpan Period = KeyRingFile.ReadAgainAfter;

    private string _told = string.Empty;

    /// <summary>Reads once.</summary>
    internal void Reload()
    {
        var problems = new List<string>();
        var rings = KeyRings.Read(SettingsSection.Of(configuration, problems), environment.IsDevelopment());
        if (problems.Count == 0)
        {
            Replace("edge", edge.Current, rings.Edge!, edge.Replace);
            Replace("silo", silo.Current, rings.Silo!, silo.Replace);
        }

        Tell(problems);
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!HasFile("EdgeRing") && !HasFile("SiloRing"))
        {
            return;
        }

        using var timer = new PeriodicTimer(Period, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Reload();
        }
    }

    private bool HasFile(string ring) => configuration[$"{SettingsSection.Root}:{ring}:{KeyRingReader.File}"] is { Length: > 0 };

    private void Replace(string name, KeyRing former, KeyRing next, Action<KeyRing> replace)
    {
        if (KeyRingChange.IsOne(former, next))
        {
            replace(next);
            LogReplaced(name, KeyRingChange.Ids(next), next.CurrentId);
        }
    }

    private void Tell(List<string> problems)
    {
        var text = string.Join(' ', problems);
        if (text.Length > 0 && text != _told)
        {
            LogKept(text);
        }

        _told = text;
    }
}
