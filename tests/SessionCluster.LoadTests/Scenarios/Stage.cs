using System.Diagnostics;
using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Measurements;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Targets;

namespace SessionCluster.LoadTests.Scenarios;

/// <summary>What a scenario can do to a load that is being measured.</summary>
internal sealed class Stage(LoadOptions options, ILoadTarget target, Recorder recorder, OperationTable operations)
{
    private volatile OperationMix _mix = options.EffectiveMix;

    /// <summary>The mix that is drawn from now.</summary>
    public OperationMix Mix => _mix;

    /// <summary>Waits until that share of the measured time has passed.</summary>
    public Task UntilAsync(double share)
    {
        var left = (options.Duration * share) - recorder.Elapsed;
        return left > TimeSpan.Zero ? Task.Delay(left) : Task.CompletedTask;
    }

    public void Mark(string text) => recorder.Mark(text);

    /// <summary>Changes the mix, until it is changed again; <see langword="null"/> for the one it began with.</summary>
    public void Change(OperationMix? mix) => _mix = mix is null ? options.EffectiveMix : options.WithThefts(mix);

    /// <summary>Takes a silo away without a word.</summary>
    public Task LoseSiloAsync() => target.LoseSiloAsync(Mark);

    /// <summary>Adds a silo.</summary>
    public Task AddSiloAsync() => target.AddSiloAsync(Mark);

    /// <summary>So many more callers, each of which does one thing over and over, until that share of the measured time has passed.</summary>
    public Task FloodAsync(OperationKind kind, int callers, double untilShare) => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
    {
        do
        {
            var dueAt = Stopwatch.GetTimestamp();
            recorder.Add(kind, dueAt, await operations.PerformAsync(kind));
        }
        while (recorder.Elapsed < options.Duration * untilShare);
    })));
}
