using SessionCluster.LoadTests.Arguments;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;
using SessionCluster.LoadTests.Operations;
using SessionCluster.LoadTests.Progress;
using SessionCluster.LoadTests.Scenarios;
using SessionCluster.LoadTests.Sessions;
using SessionCluster.LoadTests.Targets;

namespace SessionCluster.LoadTests.Load;

/// <summary>One run: establish, warm up, measure while the scenario plays, check.</summary>
internal sealed class LoadRun(LoadOptions options, ILoadTarget target, IProgress progress)
{
    private readonly SessionBook _book = new(options.Seed);
    private readonly SessionTerms _terms = new(options, target.Caller);
    private readonly Findings _findings = new();

    public async Task<LoadResult> RunAsync()
    {
        var startedAt = DateTimeOffset.UtcNow;
        var context = new SessionContext(target.Client, _book, _terms, _findings);
        progress.Say($"establishing {options.Sessions} sessions");
        await new Preparation(context, options).RunAsync();
        var operations = new OperationTable(context, new ForgedTokens(_book.All[0].Tokens.Current.Text));

        if (options.Warmup > TimeSpan.Zero)
        {
            progress.Say($"warming up for {options.Warmup.TotalSeconds:0.#} s");
            await Load().RunAsync(options.Warmup, options.EffectiveMix.Draw, (kind, _) => operations.PerformAsync(kind));
        }

        var recorder = await MeasureAsync(operations);

        // Before the checks, which present every session once more: that says nothing of when it was served again.
        TimeSpan[] outages = [.. _book.All.Select(session => session.LongestOutage).Where(outage => outage > TimeSpan.Zero).Order()];
        progress.Say($"checking {_book.All.Count} sessions");
        var check = await new EndCheck(target.Witness, context, options.Patience).RunAsync();
        return new(startedAt, recorder, outages, _findings, check, target.Facts);
    }

    private async Task<Recorder> MeasureAsync(OperationTable operations)
    {
        var recorder = new Recorder(options.Duration);
        var stage = new Stage(options, target, recorder, operations);
        using var watching = progress.Watch(recorder, _findings);
        var scenario = options.Scenario.PlayAsync(stage);
        await Load().RunAsync(options.Duration, random => stage.Mix.Draw(random), async (kind, dueAt) =>
        {
            var outcome = await operations.PerformAsync(kind);
            recorder.Add(kind, dueAt, outcome);
            if (outcome.Kind == OutcomeKind.Skipped)
            {
                // Nothing to do it to: without a pause, callers would go round in circles.
                await Task.Delay(1);
            }
        });
        await scenario;
        return recorder;
    }

    private ILoad Load() => options.Rate is { } rate ? new OpenLoad(rate, options.InFlight, options.Seed) : new ClosedLoad(options.InFlight, options.Seed);
}
