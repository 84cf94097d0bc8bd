using System.Diagnostics;

namespace SessionCluster.TestSilo.Canary;

/// <summary>Samples every span of every source, as the most curious exporter would, and prints all that it carries.</summary>
internal sealed class SpanPrinter : IDisposable
{
    private readonly ActivityListener _listener;

    public SpanPrinter()
    {
        _listener = new()
        {
            ShouldListenTo = _ => true,
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = Print,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public void Dispose() => _listener.Dispose();

    private static void Print(Activity activity) => Console.Out.WriteLine(
        $"span {activity.Source.Name} {activity.DisplayName} {activity.StatusDescription} {Texts(activity.TagObjects)} {Texts(activity.Baggage)} {string.Join(' ', activity.Events.Select(item => $"{item.Name} {Texts(item.Tags)}"))}");

    private static string Texts<TValue>(IEnumerable<KeyValuePair<string, TValue>> pairs) => string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"));
}
