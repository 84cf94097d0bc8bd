using Azure.Core;
using Azure.Data.Tables;
using SessionCluster.Silo.Storage.Azure.Clock;

namespace SessionCluster.Silo.Storage.Azure;

/// <summary>The tables and how they are talked to.</summary>
internal static class SessionTables
{
    /// <summary>Rows of grains, and the row that says whose they are. Renaming it orphans them.</summary>
    public const string State = "SessionClusterState";

    /// <summary>Events.</summary>
    public const string Events = "SessionEvents";

    /// <summary>Orleans' membership: a partition per cluster.</summary>
    public const string Membership = "OrleansSiloInstances";

    /// <summary>
    /// Bounds of one request: 2 s a try, three tries, 100 ms and then up to 1 s between them. The packages' defaults take minutes; a revocation that can't land must say so while its caller still
    /// waits, and a row that is asked for waits 5 s at most (P-W4).
    /// </summary>
    public static TableClientOptions CreateOptions(StoreClockPolicy clock)
    {
        var options = new TableClientOptions();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 2;
        options.Retry.Delay = TimeSpan.FromMilliseconds(100);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(1);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(2);
        options.AddPolicy(clock, HttpPipelinePosition.BeforeTransport);

        // Addresses of rows hold session ids.
        options.Diagnostics.IsDistributedTracingEnabled = false;
        return options;
    }
}
