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

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Where the switches lie.</summary>
    public string Directory => directory;

    /// <summary>Puts a fault in force.</summary>
    public async Task SetAsync(string fault)
    {
        await File.WriteAllTextAsync(Path.Combine(directory, fault), "");
        await WaitAsync(fault, inForce: true);
    }

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
