using System.Diagnostics.Metrics;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Cluster.Tests.Edge;

/// <summary>Counts sessions that were looked for and are not there, as <c>sessioncluster.session.loads</c> says, in all clusters of this process.</summary>
internal sealed class MissCounter : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public MissCounter()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SessionInstruments.MeterName && instrument.Name == "sessioncluster.session.loads")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "found" && value is false or "false")
                {
                    Interlocked.Add(ref _count, measurement);
                }
            }
        });
        _listener.Start();
    }

    public long Count => Interlocked.Read(ref _count);

    public void Dispose() => _listener.Dispose();
}
