using System.Diagnostics.Metrics;
using SessionCluster.Grains.Telemetry;

namespace SessionCluster.Benchmarks.Establishment;

/// <summary>Counts the rows that grains wrote, by the product's own instrument.</summary>
internal sealed class RowWrites : IDisposable
{
    private readonly MeterListener _listener = new();
    private long _count;

    public RowWrites()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == SessionInstruments.MeterName && instrument.Name == "sessioncluster.storage.writes")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((_, measurement, _, _) => Interlocked.Add(ref _count, measurement));
        _listener.Start();
    }

    /// <summary>How many so far.</summary>
    public long Count => Interlocked.Read(ref _count);

    /// <inheritdoc />
    public void Dispose() => _listener.Dispose();
}
