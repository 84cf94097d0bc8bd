using System.Globalization;
using SessionCluster.LoadTests.Checks;
using SessionCluster.LoadTests.Measurements;
using Spectre.Console;
using Recorder = SessionCluster.LoadTests.Measurements.Recorder;

namespace SessionCluster.LoadTests.Progress;

/// <summary>A table that changes in place, for a terminal.</summary>
internal sealed class LiveProgress(IAnsiConsole console) : IProgress
{
    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);

    public void Say(string line) => console.MarkupLineInterpolated($"[grey]{line}[/]");

    public IDisposable Watch(Recorder recorder, Findings findings) => new Live(console, recorder, findings);

    private static Table Draw(ProgressLine line, TimeSpan duration)
    {
        var table = new Table().RoundedBorder().Title($"{line.Elapsed.TotalSeconds:0} of {duration.TotalSeconds:0} s");
        table.AddColumns("answers/s", "unavailable", "wrong", "violations", "last event");
        table.AddRow(
            line.PerSecond.ToString("N0", CultureInfo.InvariantCulture),
            Number(line.Unavailable, "yellow"),
            Number(line.Wrong, "red"),
            Number(line.Violations, "red"),
            Markup.Escape(line.Mark ?? "-"));
        return table;
    }

    private static string Number(long number, string colour)
    {
        var text = number.ToString("N0", CultureInfo.InvariantCulture);
        return number == 0 ? text : $"[{colour}]{text}[/]";
    }

    private sealed class Live : IDisposable
    {
        private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Task _drawing;

        public Live(IAnsiConsole console, Recorder recorder, Findings findings) => _drawing = console
            .Live(new Text("0 s"))
            .StartAsync(async context =>
            {
                using var ticker = new Ticker(recorder, findings, Period, line => context.UpdateTarget(Draw(line, recorder.Duration)));
                await _over.Task;
            });

        public void Dispose()
        {
            _over.SetResult();
            _drawing.GetAwaiter().GetResult();
        }
    }
}
