using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;

namespace SessionCluster.LoadTests.Progress;

/// <summary>What somebody who waits is told.</summary>
internal interface IProgress
{
    /// <summary>One line.</summary>
    void Say(string line);

    /// <summary>Tells of the measured time, until it is disposed of.</summary>
    IDisposable Watch(Recorder recorder, Findings findings);
}
