using System.Diagnostics.Metrics;
using SessionCluster.Cluster.Tests.Hosting;

namespace SessionCluster.Cluster.Tests.Possession;

/// <summary>Counts what one instrument of a cluster's first silo says, where a tag has a value or of all.</summary>
internal sealed class MeasuredCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public MeasuredCounter(SessionTestCluster cluster, string name, string? tag = null, object? value = null)
    {
        // Other clusters run in this process at the same time, with instruments of the same name.
        var factory = cluster.Of<IMeterFactory>(0);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == factory && instrument.Name == name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, tags, _) =>
        {
            if (tag is null || tags.Contains(new(tag, value)))
            {
                Interlocked.Add(ref _count, measurement);
            }
        });
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
