using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;

namespace SessionCluster.LoadTests.Progress;

/// <summary>Looks every so often, until it is disposed of.</summary>
internal sealed class Ticker : IDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly Task _looking;

    public Ticker(Recorder recorder, Findings findings, TimeSpan period, Action<ProgressLine> show) => _looking = LookAsync(recorder, findings, period, show);

    public void Dispose()
    {
        _end.Cancel();
        _looking.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private async Task LookAsync(Recorder recorder, Findings findings, TimeSpan period, Action<ProgressLine> show)
    {
        var before = TimeSpan.Zero;
        var answered = 0L;
        using var timer = new PeriodicTimer(period);
        try
        {
            while (await timer.WaitForNextTickAsync(_end.Token))
            {
                show(ProgressLine.Of(recorder, findings, before, answered));
                (before, answered) = (recorder.Elapsed, recorder.Totals.Answered);
            }
        }
        catch (OperationCanceledException)
        {
            // The measured time is over.
        }
    }
}
