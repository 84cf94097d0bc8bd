using System.Diagnostics;

namespace SessionCluster.EndToEnd.Tests.Processes;

/// <summary>Switches the faults of a test silo's store, and returns once a switch has taken.</summary>
internal sealed class StoreFaultSwitches(string directory)
{
    /// <summary>No page can be added to the database.</summary>
    public const string FullDisk = "full-disk";

    /// <summary>Nothing can be written.</summary>
    public const string QueryOnly = "query-only";

    /// <summary>The writer hangs.</summary>
    public const string BlockWrites = "block-writes";

    /// <summary>Rows are written, and their events are not kept. It is in force at once, and says so when one waits.</summary>
    public const string HoldEvents = "hold-events";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Where the switches lie.</summary>
    public string Directory => directory;

    /// <summary>Puts a fault in force.</summary>
    public async Task SetAsync(string fault)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, fault), "");
        await WaitAsync(fault, inForce: true);
    }

    /// <summary>Holds events from now on, and returns at once: whether one waits is told by <see cref="ExpectHeldEventAsync"/>.</summary>
    public void HoldEventsFromNowOn() => File.WriteAllText(Path.Combine(directory, HoldEvents), "");

    /// <summary>Returns once an event waits.</summary>
    public Task ExpectHeldEventAsync() => WaitAsync(HoldEvents, inForce: true);

    /// <summary>Lifts a fault.</summary>
    public async Task LiftAsync(string fault)
    {
        File.Delete(Path.Combine(directory, fault));
        await WaitAsync(fault, inForce: false);
    }

    private async Task WaitAsync(string fault, bool inForce)
    {
        var waited = Stopwatch.StartNew();
        while (File.Exists(Path.Combine(directory, $"{fault}.on")) != inForce)
        {
            if (waited.Elapsed > Patience)
            {
                throw new TimeoutException($"The fault '{fault}' was not {(inForce ? "put in force" : "lifted")} within {Patience.TotalSeconds} s.");
            }

            await Task.Delay(10);
        }
    }
}
