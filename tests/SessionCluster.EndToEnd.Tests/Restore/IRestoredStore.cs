using SessionCluster.EndToEnd.Tests.Processes;
using SessionCluster.EndToEnd.Tests.Sessionctl;

namespace SessionCluster.EndToEnd.Tests.Restore;

/// <summary>A store that is backed up and restored by the run-book, and the silo on it. No ring is in a backup.</summary>
internal interface IRestoredStore : IAsyncDisposable
{
    /// <summary>The file of the edge ring.</summary>
    string EdgeRing { get; }

    /// <summary>Whether it is copied while the silo runs, or after it has stopped.</summary>
    bool IsCopiedWhileItRuns { get; }

    /// <summary>Starts a silo and does not wait.</summary>
    SiloProcess Launch(params string[] arguments);

    /// <summary>Somebody who may do everything at that silo.</summary>
    CliHome Ask(SiloProcess silo);

    /// <summary>Copies it.</summary>
    Task BackUpAsync();

    /// <summary>Puts the copy in its place, while no silo runs.</summary>
    Task RestoreAsync();
}
