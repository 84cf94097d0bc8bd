using SessionCluster.Benchmarks.Load;

namespace SessionCluster.Comparison.Rounds;

/// <summary>One contender through all rounds.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Measure">Asks it for a while.</param>
/// <param name="ServerTime">Processor time so far of the process that answers; <see langword="null"/> when it is the one that asks.</param>
internal sealed record Track(string Name, Func<TimeSpan, Task<PhaseResult>> Measure, Func<TimeSpan>? ServerTime)
{
    public List<(PhaseResult Phase, double ServerMicroseconds)> Rounds { get; } = [];

    public double[] PerSecond => [.. Rounds.Select(round => round.Phase.PerSecond)];

    public async Task RunAsync(TimeSpan duration)
    {
        var before = ServerTime?.Invoke() ?? default;
        var phase = await Measure(duration);
        Rounds.Add((phase, ((ServerTime?.Invoke() ?? default) - before).TotalMicroseconds / phase.Operations));
    }
}
