using Microsoft.Extensions.Time.Testing;

namespace SessionCluster.Unit.Tests.Client.Http;

/// <summary>A clock whose process may stand still: time passes, and no timer says so.</summary>
internal sealed class StallingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private TimeSpan _stalled;

    public void Stall(TimeSpan span) => _stalled += span;

    public override long GetTimestamp() => base.GetTimestamp() + (_stalled.Ticks * TimestampFrequency / TimeSpan.TicksPerSecond);
}
