using System.Diagnostics.Metrics;

namespace SessionCluster.Grains.Telemetry;

/// <summary>Instruments of the janitor.</summary>
internal sealed class JanitorInstruments(Meter meter)
{
    private readonly Counter<long> _rows = meter.CreateCounter<long>("sessioncluster.janitor.rows", "{row}", "Rows that the janitor deleted, by grain type.");
    private readonly Counter<long> _events = meter.CreateCounter<long>("sessioncluster.janitor.events", "{event}", "Events that the janitor handed on before it deleted their session.");
    private readonly Counter<long> _ends = meter.CreateCounter<long>("sessioncluster.janitor.ends", "{end}", "Ends that nobody had recorded before the janitor did.");

    public void Cleaned(int rows, int events, int ends)
    {
        _rows.Add(rows, new KeyValuePair<string, object?>("grain", "session"));
        _events.Add(events);
        _ends.Add(ends);
    }

    public void Tidied(int subjects) => _rows.Add(subjects, new KeyValuePair<string, object?>("grain", "subject"));
}
