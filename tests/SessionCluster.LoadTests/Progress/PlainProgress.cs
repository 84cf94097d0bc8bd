using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;

namespace SessionCluster.LoadTests.Progress;

/// <summary>Lines, one every five seconds: for logs and pipes.</summary>
internal sealed class PlainProgress(TextWriter output) : IProgress
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    public void Say(string line) => output.WriteLine(line);

    public IDisposable Watch(Recorder recorder, Findings findings) => new Ticker(recorder, findings, Period, line => output.WriteLine(line));
}
