using System.Diagnostics.Metrics;
using SessionCluster.Abstractions.Events;
using SessionCluster.Abstractions.Wire;

namespace SessionCluster.Grains.Telemetry;

/// <summary>What is counted about events and the handing on of them.</summary>
internal sealed class EventInstruments(Meter meter)
{
    private readonly Counter<long> _kept = meter.CreateCounter<long>("sessioncluster.events", "{event}", "Events kept by the event store, by kind; one that is handed on again after a crash counts again.");
    private readonly Counter<long> _failures = meter.CreateCounter<long>("sessioncluster.event.failures", "{attempt}", "Attempts to hand events on that failed, by where.");
    private readonly Counter<long> _full = meter.CreateCounter<long>("sessioncluster.event.refusals", "{change}", "Rotations and step-ups refused because 64 events of the session wait.");
    private readonly Counter<long> _uncounted = meter.CreateCounter<long>("sessioncluster.refusals.unnamed", "{refusal}", "Refusals counted for no session in particular, because the silo's ledger of refusals was full.");

    public void Kept(SessionEventKind kind) => _kept.Add(1, Tag("kind", EventWords.Of(kind)));

    public void Failed(string target) => _failures.Add(1, Tag("target", target));

    public void Full() => _full.Add(1);

    public void RefusalUnnamed() => _uncounted.Add(1);

    private static KeyValuePair<string, object?> Tag(string name, object? value) => new(name, value);
}
