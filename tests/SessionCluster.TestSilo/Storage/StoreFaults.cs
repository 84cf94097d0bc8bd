using SessionCluster.Silo.Storage;
using SessionCluster.Silo.Storage.Sqlite;

namespace SessionCluster.TestSilo.Storage;

/// <summary>
/// Faults of the store, switched from outside by files: <c>full-disk</c> (no page can be added), <c>query-only</c> (nothing can be written), <c>block-writes</c> (the writer hangs).
/// Once a fault is in force a file <c>NAME.on</c> says so, until it is lifted.
/// </summary>
internal sealed class StoreFaults(string directory, SqliteDatabase database) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            // A limit below the file's size is raised to it: not a page more.
            await FollowAsync("full-disk", on: "PRAGMA max_page_count = 1", off: "PRAGMA max_page_count = 1073741823", stoppingToken);
            await FollowAsync("query-only", on: "PRAGMA query_only = ON", off: "PRAGMA query_only = OFF", stoppingToken);
            await FollowBlockAsync(stoppingToken);
        }
    }

    private async Task FollowAsync(string name, string on, string off, CancellationToken cancellationToken)
    {
        var (wanted, inForce) = (File.Exists(Switch(name)), File.Exists(Sign(name)));
        if (wanted == inForce)
        {
            return;
        }

        await database.RunOnWriterAsync(
            session =>
            {
                session.Connection.Execute(wanted ? on : off);
                return 0;
            },
            cancellationToken);
        Show(name, wanted);
    }

    private async Task FollowBlockAsync(CancellationToken cancellationToken)
    {
        const string Name = "block-writes";
        if (!File.Exists(Switch(Name)))
        {
            return;
        }

        try
        {
            await database.RunOnWriterAsync(
                _ =>
                {
                    Show(Name, true);
                    while (File.Exists(Switch(Name)))
                    {
                        Thread.Sleep(Period);
                    }

                    Show(Name, false);
                    return 0;
                },
                cancellationToken);
        }
        catch (StorageFaultException)
        {
            // The errand outlives the time its caller may wait: that is the fault.
            while (File.Exists(Sign(Name)))
            {
                await Task.Delay(Period, cancellationToken);
            }
        }
    }

    private void Show(string name, bool inForce)
    {
        if (inForce)
        {
            File.WriteAllText(Sign(name), "");
        }
        else
        {
            File.Delete(Sign(name));
        }
    }

    private string Switch(string name) => Path.Combine(directory, name);

    private string Sign(string name) => Path.Combine(directory, $"{name}.on");
}
