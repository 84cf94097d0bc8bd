namespace SessionCluster.Cluster.Tests.Hosting;

/// <summary>The system's clock, set forward by the test: time passes by itself, and some of it passes at once.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    private long _ticks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(Shift.TotalSeconds * TimestampFrequency);

    public void Advance(TimeSpan span) => Interlocked.Add(ref _ticks, span.Ticks);

    private TimeSpan Shift => new(Interlocked.Read(ref _ticks));
}
